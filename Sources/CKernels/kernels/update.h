// Penalties and optimizer updates.

EK_INLINE vf anchored(const float *w, const float *anchor, size_t i, int left) {
  vf v = load_up_to(w + i, left);
  return anchor ? v - load_up_to(anchor + i, left) : v;
}
EK_INLINE vf sign_vector(vf d) { return choose(d > 0.0f, splat(1.0f), choose(d < 0.0f, splat(-1.0f), zero())); }

static double EK_NAME(penalty_l1)(const float *w, const float *anchor, size_t n) {
  double total = 0;
  for (size_t from = 0; from < n; from += 1024) {
    size_t count = n - from < 1024 ? n - from : 1024;
    vf sum = zero();
    EK_EACH(count, vf d = anchored(w + from, anchor ? anchor + from : 0, i, left); sum += max_vector(d, -d);)
    for (int j = 0; j < EK_LANES; j++) total += sum[j];
  }
  return total;
}
static double EK_NAME(penalty_l2)(const float *w, const float *anchor, size_t n) {
  double total = 0;
  for (size_t from = 0; from < n; from += 1024) {
    size_t count = n - from < 1024 ? n - from : 1024;
    vf sum = zero();
    EK_EACH(count, vf d = anchored(w + from, anchor ? anchor + from : 0, i, left); sum = d * d + sum;)
    for (int j = 0; j < EK_LANES; j++) total += sum[j];
  }
  return total;
}
static void EK_NAME(penalty_l1_gradient)(float *dw, const float *w, const float *anchor, float factor, size_t n) {
  EK_EACH(n, store_up_to(dw + i, load_up_to(dw + i, left) + sign_vector(anchored(w, anchor, i, left)) * factor, left);)
}
static void EK_NAME(penalty_l2_gradient)(float *dw, const float *w, const float *anchor, float factor, size_t n) {
  float twice = 2 * factor;
  EK_EACH(n, store_up_to(dw + i, load_up_to(dw + i, left) + anchored(w, anchor, i, left) * twice, left);)
}

static void EK_NAME(sgd_step)(const ek_sgd *o, float *w, float *momentum, const float *gradient, size_t n) {
  EK_EACH(n, vf x = load_up_to(w + i, left); vf g = load_up_to(gradient + i, left) * o->gradient_scale + x * o->decay;
          if (momentum) {
            vf m = o->first ? g : load_up_to(momentum + i, left) * o->momentum + g * (1.0f - o->dampening);
            store_up_to(momentum + i, m, left);
            g = o->nesterov ? g + m * o->momentum : m;
          } store_up_to(w + i, x - g * o->rate, left);)
}

static void EK_NAME(adam_step)(const ek_adam *o, float *w, float *m, float *v, const float *gradient, size_t n) {
  float step = o->rate / o->correction1, keep = 1 - o->rate * o->decoupled_decay;
  vf divisor = splat(o->correction2_root);
  EK_EACH(n, vf x = load_up_to(w + i, left); vf g = load_up_to(gradient + i, left) * o->gradient_scale + x * o->decay;
          vf first = load_up_to(m + i, left) * o->beta1 + g * (1.0f - o->beta1);
          vf second = load_up_to(v + i, left) * o->beta2 + g * g * (1.0f - o->beta2);
          store_up_to(m + i, first, left); store_up_to(v + i, second, left);
          store_up_to(w + i, x * keep - first * step / (root(second) / divisor + o->epsilon), left);)
}

static void EK_NAME(proximal_l1)(float *w, const float *anchor, float threshold, const float *v, float correction2_root,
                          float epsilon, size_t n) {
  vf divisor = splat(correction2_root);
  EK_EACH(n, vf base = anchor ? load_up_to(anchor + i, left) : zero(); vf x = load_up_to(w + i, left);
          vf d = x - base; vf limit = splat(threshold);
          if (v) limit = limit / (root(load_up_to(v + i, left)) / divisor + epsilon);
          vf shrunk = choose(d > 0.0f, x - limit, x + limit);
          store_up_to(w + i, choose(max_vector(d, -d) <= limit, base, shrunk), left);)
}

static void EK_NAME(proximal_l2)(float *w, const float *anchor, float keep, size_t n) {
  EK_EACH(n, vf base = load_up_to(anchor + i, left); vf d = load_up_to(w + i, left) - base;
          store_up_to(w + i, choose(d == 0.0f, base, base + d * keep), left);)
}

static double EK_NAME(peak_loop)(int64_t iterations, float *sink) {
  // The product's own tile over data that stays in the first cache: what arithmetic alone would do.
  enum { INNER = 64 };
  static __thread float a[EK_ROWS * INNER], b[INNER * 2 * EK_LANES];
  for (int i = 0; i < EK_ROWS * INNER; i++) a[i] = (float)(i % 7) * 1e-3f;
  for (int i = 0; i < INNER * 2 * EK_LANES; i++) b[i] = (float)(i % 5) * 1e-3f;
  vf total = zero();
  for (int64_t it = 0; it < iterations; it++) {
    vf acc[EK_ROWS][2];
    _Pragma("clang loop unroll(full)") for (int r = 0; r < EK_ROWS; r++) acc[r][0] = acc[r][1] = zero();
    multiply_tile(EK_ROWS, 2, a, INNER, 0, 1, INNER, b, acc);
    _Pragma("clang loop unroll(full)") for (int r = 0; r < EK_ROWS; r++) total += acc[r][0] + acc[r][1];
    __asm__ volatile("" ::: "memory");
  }
  *sink = horizontal_sum(total);
  return 2.0 * EK_ROWS * 2 * EK_LANES * INNER * (double)iterations;
}
