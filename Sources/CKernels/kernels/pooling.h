// Pooling and normalisation along time, a vector of channels at a time.

typedef struct {
  int from, to;
} window_rows;

/// The rows of the input that output row `t` covers.
EK_INLINE window_rows window_at(const ek_pooling *p, int t) {
  int from = t * p->stride - p->before, to = least(from + p->window, p->rows_in);
  return (window_rows){from < 0 ? 0 : from, to};
}

/// The greatest of some rows and, where asked for, its place counted from `base`. A NaN wins over everything, as it
/// would in a reader's eyes.
EK_INLINE vf greatest(const float *at, int channels, window_rows w, int base, int left, vi *place) {
  vf best = load_up_to(at, left);
  vi where = splat_int(w.from - base);
  for (int row = w.from + 1; row < w.to; row++) {
    at += channels;
    vf value = load_up_to(at, left);
    vi better = (value > best) | (value != value);
    where = (better & splat_int(row - base)) | (where & ~better);
    best = choose(better, value, best);
  }
  if (place) *place = where;
  return best;
}

/// The same without a place. Numbers are compared as the machine does it, which may lose a NaN; their sum does not, so
/// only a window whose sum is none is looked at again.
EK_INLINE vf greatest_number(const float *at, int channels, window_rows w, int left) {
  const float *row = at;
  vf best = load_up_to(row, left), sum = best;
  for (int count = w.to - w.from; count > 1; count--) {
    row += channels;
    vf value = load_up_to(row, left);
    best = max_vector(best, value);
    sum += value;
  }
  return any(sum != sum) ? greatest(at, channels, w, 0, left, 0) : best;
}

EK_INLINE void max_pool_vector(const ek_pooling *p, float *y, int32_t *winner, const float *x, int rectify, int from,
                               int to, int left) {
  for (int t = from; t < to; t++) {
    window_rows w = window_at(p, t);
    const float *at = x + (ptrdiff_t)w.from * p->channels;
    vi place;
    vf best = winner ? greatest(at, p->channels, w, t * p->stride - p->before, left, &place)
                     : greatest_number(at, p->channels, w, left);
    if (rectify) best = choose(best < 0.0f, zero(), best);
    store_up_to(y + (ptrdiff_t)t * p->channels, best, left);
    if (winner) store_up_to((float *)winner + (ptrdiff_t)t * p->channels, (vf)place, left);
  }
}

static void EK_NAME(max_pool)(const ek_pooling *p, float *y, int32_t *winner, const float *x, int32_t rectify, int32_t from,
                       int32_t to) {
  int n = 0;
  for (; n + EK_LANES <= p->channels; n += EK_LANES) {
    max_pool_vector(p, y + n, winner ? winner + n : 0, x + n, rectify, from, to, EK_LANES);
  }
  if (n < p->channels) max_pool_vector(p, y + n, winner ? winner + n : 0, x + n, rectify, from, to, p->channels - n);
}

/// The output rows [from, to) whose windows cover input row `t`, told those of row t − 1: rows are walked in order, so
/// that no row costs a division.
EK_INLINE void advance(const ek_pooling *p, window_rows *w, int t) {
  while (w->to < p->rows_out && w->to * p->stride - p->before <= t) w->to++;
  while (w->from < w->to && w->from * p->stride - p->before + p->window <= t) w->from++;
}

EK_INLINE vf won_gradient(const ek_pooling *p, window_rows w, int t, const float *dy, const int32_t *winner, int left) {
  vf sum = zero();
  int place = t + p->before - w.from * p->stride;
  ptrdiff_t at = (ptrdiff_t)w.from * p->channels;
  for (int row = w.from; row < w.to; row++, place -= p->stride, at += p->channels) {
    vi won = (vi)load_up_to((const float *)winner + at, left) == splat_int(place);
    sum += choose(won, load_up_to(dy + at, left), zero());
  }
  return sum;
}

static void EK_NAME(max_pool_gradient)(const ek_pooling *p, float *dx, const float *dy, const int32_t *winner) {
  window_rows w = {0, 0};
  for (int t = 0; t < p->rows_in; t++, dx += p->channels) {
    advance(p, &w, t);
    int n = 0;
    for (; n + EK_LANES <= p->channels; n += EK_LANES) store(dx + n, won_gradient(p, w, t, dy + n, winner + n, EK_LANES));
    if (n < p->channels) {
      store_part(dx + n, won_gradient(p, w, t, dy + n, winner + n, p->channels - n), p->channels - n);
    }
  }
}

static void EK_NAME(average_pool)(const ek_pooling *p, float *y, const float *x, int32_t count_padding) {
  for (int t = 0; t < p->rows_out; t++) {
    window_rows w = window_at(p, t);
    float factor = 1.0f / (count_padding ? p->window : w.to - w.from);
    for (int n = 0; n < p->channels; n += EK_LANES) {
      vf sum = zero();
      for (int row = w.from; row < w.to; row++) sum += load_up_to(x + (ptrdiff_t)row * p->channels + n, p->channels - n);
      store_up_to(y + (ptrdiff_t)t * p->channels + n, sum * factor, p->channels - n);
    }
  }
}

static void EK_NAME(average_pool_gradient)(const ek_pooling *p, float *dx, const float *dy, int32_t count_padding) {
  window_rows w = {0, 0};
  for (int t = 0; t < p->rows_in; t++) {
    advance(p, &w, t);
    for (int n = 0; n < p->channels; n += EK_LANES) {
      vf sum = zero();
      for (int row = w.from; row < w.to; row++) {
        window_rows seen = window_at(p, row);
        float factor = 1.0f / (count_padding ? p->window : seen.to - seen.from);
        sum += load_up_to(dy + (ptrdiff_t)row * p->channels + n, p->channels - n) * factor;
      }
      store_up_to(dx + (ptrdiff_t)t * p->channels + n, sum, p->channels - n);
    }
  }
}

static void EK_NAME(channel_moments)(float *mean, float *squares, const float *x, ptrdiff_t example, int32_t examples,
                              int32_t rows, int32_t channels) {
  float share = examples * rows > 0 ? 1.0f / ((float)examples * (float)rows) : 0.0f;
  EK_NAME(column_sums)(mean, x, example, channels, examples, rows, channels, 0);
  for (int n = 0; n < channels; n += EK_LANES) {
    int left = least(EK_LANES, channels - n);
    vf middle = load_up_to(mean + n, left) * share, total = zero();
    for (int e = 0; e < examples; e++) {
      const float *at = x + e * example + n;
      vf sum = zero();
      for (int t = 0; t < rows; t++, at += channels) {
        vf d = load_up_to(at, left) - middle;
        sum = d * d + sum;
      }
      total += sum;
    }
    store_up_to(mean + n, middle, left);
    store_up_to(squares + n, total, left);
  }
}

static void EK_NAME(channel_affine)(float *y, const float *x, const float *add, const float *scale, const float *shift,
                             int32_t rows, int32_t channels, int32_t rectify, float slope) {
  // Row by row, as memory lies; the factors of all channels stay in the first cache.
  for (int t = 0; t < rows; t++, x += channels, y += channels, add = add ? add + channels : 0) {
    for (int n = 0; n < channels; n += EK_LANES) {
      int left = least(EK_LANES, channels - n);
      vf value = load_up_to(x + n, left) * load_up_to(scale + n, left) + load_up_to(shift + n, left);
      if (add) value += load_up_to(add + n, left);
      if (rectify) value = rectified(value, slope);
      store_up_to(y + n, value, left);
    }
  }
}

static void EK_NAME(normalise_sums)(float *sums, float *products, const float *dy, const float *x, const float *mean,
                             const float *inverse, ptrdiff_t dy_example, ptrdiff_t x_example, int32_t examples,
                             int32_t rows, int32_t channels, int32_t accumulate) {
  for (int n = 0; n < channels; n += EK_LANES) {
    int left = least(EK_LANES, channels - n);
    vf m = load_up_to(mean + n, left), s = load_up_to(inverse + n, left);
    vf sum = accumulate ? load_up_to(sums + n, left) : zero();
    vf product = accumulate ? load_up_to(products + n, left) : zero();
    for (int e = 0; e < examples; e++) {
      const float *d = dy + e * dy_example + n, *v = x + e * x_example + n;
      vf part = zero(), crossed = zero();
      for (int t = 0; t < rows; t++, d += channels, v += channels) {
        vf g = load_up_to(d, left);
        part += g;
        crossed = g * (load_up_to(v, left) - m) + crossed;
      }
      sum += part;
      product += crossed * s;
    }
    store_up_to(sums + n, sum, left);
    store_up_to(products + n, product, left);
  }
}

static void EK_NAME(normalise_gradient)(float *dx, const float *dy, const float *x, const float *a, const float *b,
                                 const float *c, int32_t rows, int32_t channels) {
  for (int t = 0; t < rows; t++, dx += channels, dy += channels, x += channels) {
    for (int n = 0; n < channels; n += EK_LANES) {
      int left = least(EK_LANES, channels - n);
      vf carried = load_up_to(x + n, left) * load_up_to(b + n, left) + load_up_to(c + n, left);
      store_up_to(dx + n, load_up_to(dy + n, left) * load_up_to(a + n, left) + carried, left);
    }
  }
}
