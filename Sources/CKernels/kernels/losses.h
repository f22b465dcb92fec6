// Losses of logits: against classes, and label by label.

/// The class that row r is compared with; −1 where the number names none, `columns` where it is a distribution.
EK_INLINE int class_of_row(const ek_class_targets *t, int r, int columns) {
  if (t->is_distribution) return columns;
  float label = t->targets[r];
  return label >= 0 && label < columns && label == (float)(int)label ? (int)label : -1;
}

/// What the logarithm of class c's probability counts in row r, whose class is `label`.
EK_INLINE float class_target(const ek_class_targets *t, int r, int c, int columns, int label) {
  float share = t->is_distribution ? t->targets[(ptrdiff_t)r * columns + c] : (float)(c == label);
  share = share * (1 - t->smoothing) + t->smoothing / columns;
  return t->weights ? share * t->weights[c] : share;
}

/// xᵉ for x from 0 on and an exponent above 0.
EK_INLINE vf power_vector(vf x, float exponent) {
  return choose(x < 1.17549435e-38f, zero(), exp_vector(log_vector(x) * exponent));
}

/// −log(1 − u)/u for u from 0 to 1: by its series where the logarithm has no digits left.
EK_INLINE vf surprise_ratio(vf u) {
  vf series = 1.0f + u * (0.5f + u * (0.33333333f + u * 0.25f));
  return choose(u < 0.01f, series, -log_vector(1.0f - u) / u);
}

/// What focal loss makes of a row: (1 − p)^γ, and for its slope also 1 − γ·p·log p/(1 − p).
EK_INLINE float focus(const float *probabilities, float gamma, int label, int columns, int is_slope) {
  if (gamma == 0) return 1;
  float rest = 0;
  for (int c = 0; c < columns; c++) rest += c == label ? 0 : probabilities[c];
  float factor = power_vector(splat(rest), gamma)[0], own = probabilities[label];
  if (!is_slope) return factor;
  // −log p from whichever of p and 1 − p is the smaller.
  float ratio = rest < 0.5f ? surprise_ratio(splat(rest))[0] : -log_vector(splat(own))[0] / rest;
  return factor * (1 + gamma * own * ratio);
}

static void EK_NAME(cross_entropy)(float *loss, float *probabilities, const float *logits,
                                   const ek_class_targets *targets, int32_t rows, int32_t columns) {
  for (int r = 0; r < rows; r++, logits += columns, probabilities += columns) {
    float top, sum = exponentials(probabilities, logits, columns, &top);
    EK_NAME(scale)(probabilities, probabilities, 1.0f / sum, 0, (size_t)columns);
    int label = class_of_row(targets, r, columns);
    float log_sum = top + log_vector(splat(sum))[0], total = label < 0 ? __builtin_nanf("") : 0;
    for (int c = 0; c < columns; c++) {
      // A class that does not count takes no part, though its logit be infinite.
      float target = class_target(targets, r, c, columns, label);
      if (target != 0) total += target * (log_sum - logits[c]);
    }
    loss[r] = label < 0 ? total : total * focus(probabilities, targets->gamma, label, columns, 0);
  }
}

static void EK_NAME(cross_entropy_gradient)(float *dlogits, const float *dloss, const float *probabilities,
                                            const ek_class_targets *targets, int32_t rows, int32_t columns) {
  for (int r = 0; r < rows; r++, dlogits += columns, probabilities += columns) {
    int label = class_of_row(targets, r, columns);
    float total = 0;
    for (int c = 0; c < columns; c++) total += class_target(targets, r, c, columns, label);
    float factor =
        label < 0 ? __builtin_nanf("") : dloss[r] * focus(probabilities, targets->gamma, label, columns, 1);
    for (int c = 0; c < columns; c++) {
      dlogits[c] = factor * (total * probabilities[c] - class_target(targets, r, c, columns, label));
    }
  }
}

/// What a binary loss is made of, for labels that are and labels that are not.
typedef struct {
  vf p, q;                // the probability of the label, and of none
  vf positive, negative;  // −log p and −log q
} binary_parts;

EK_INLINE binary_parts parts_of(vf x) {
  binary_parts parts;
  parts.p = sigmoid_vector(x);
  parts.q = 1.0f - parts.p;
  // log(1 + exp(−|x|)) ≥ 0 carries what both logarithms share.
  vf small = log_vector(1.0f + exp_vector(min_vector(x, -x)));
  parts.positive = small + max_vector(-x, zero());
  parts.negative = small + max_vector(x, zero());
  return parts;
}

/// −bᵞ·log a, with a = 1 − b the probability of what is true, from both surprises −log a and −log b.
EK_INLINE vf focused(vf surprise, vf other, float gamma) {
  return gamma == 0 ? surprise : surprise * exp_vector(other * -gamma);
}
/// How fast that falls as the logit of what is true rises.
EK_INLINE vf focused_slope(vf a, vf b, vf surprise, vf other, float gamma) {
  return gamma == 0 ? b : exp_vector(other * -gamma) * (b + gamma * a * surprise);
}

/// The same for a negative whose probability is lowered by `clip`: u = p − clip, and nothing where that is below 0.
EK_INLINE vf clipped(vf p, float clip, float gamma) {
  vf u = max_vector(p - clip, zero());
  vf surprise = u * surprise_ratio(u);
  return gamma == 0 ? surprise : surprise * power_vector(u, gamma);
}
EK_INLINE vf clipped_slope(vf p, vf q, float clip, float gamma) {
  vf u = max_vector(p - clip, zero());
  vf factor = gamma == 0 ? choose(u > 0.0f, splat(1.0f), zero()) : power_vector(u, gamma);
  return p * q * factor * (gamma * surprise_ratio(u) + 1.0f / (1.0f - u));
}

static void EK_NAME(binary_losses)(const ek_binary_loss *o, float *loss, const float *logits, const float *targets,
                                   int32_t rows, int32_t columns) {
  for (int r = 0; r < rows; r++, loss += columns, logits += columns, targets += columns) {
    EK_EACH((size_t)columns, vf x = load_up_to(logits + i, left); vf t = load_up_to(targets + i, left);
            vf w = o->weights ? load_up_to(o->weights + i, left) * o->positive : splat(o->positive);
            binary_parts at = parts_of(x); vf positive = focused(at.positive, at.negative, o->positive_gamma);
            vf negative = o->clip > 0 ? clipped(at.p, o->clip, o->negative_gamma)
                                      : focused(at.negative, at.positive, o->negative_gamma);
            // A target of 0 or 1 takes no part in the other logarithm, which may be infinite.
            vf first = choose(t == 0.0f, zero(), w * t * positive);
            vf second = choose(t == 1.0f, zero(), (1.0f - t) * o->negative * negative);
            store_up_to(loss + i, choose(x == x, first + second, x), left);)
  }
}

static void EK_NAME(binary_losses_gradient)(const ek_binary_loss *o, float *dlogits, const float *dloss,
                                            const float *logits, const float *targets, int32_t rows, int32_t columns) {
  for (int r = 0; r < rows; r++, dlogits += columns, dloss += columns, logits += columns, targets += columns) {
    EK_EACH((size_t)columns, vf x = load_up_to(logits + i, left); vf t = load_up_to(targets + i, left);
            vf w = o->weights ? load_up_to(o->weights + i, left) * o->positive : splat(o->positive);
            binary_parts at = parts_of(x);
            vf positive = focused_slope(at.p, at.q, at.positive, at.negative, o->positive_gamma);
            vf negative = o->clip > 0 ? clipped_slope(at.p, at.q, o->clip, o->negative_gamma)
                                      : focused_slope(at.q, at.p, at.negative, at.positive, o->negative_gamma);
            vf first = choose(t == 0.0f, zero(), w * t * positive);
            vf second = choose(t == 1.0f, zero(), (1.0f - t) * o->negative * negative);
            vf slope = choose(x == x, second - first, x);
            store_up_to(dlogits + i, load_up_to(dloss + i, left) * slope, left);)
  }
}
