// Elementwise functions, reductions and softmax.

/// Runs `body` over n floats: `i` is where a vector begins and `left` how many of it are real.
#define EK_EACH(n, body)                                            \
  {                                                                 \
    size_t i = 0;                                                   \
    for (; i + EK_LANES <= (n); i += EK_LANES) {                    \
      const int left = EK_LANES;                                    \
      body                                                          \
    }                                                               \
    if (i < (n)) {                                                  \
      const int left = (int)((n) - i);                              \
      body                                                          \
    }                                                               \
  }

/// erf x: its Taylor series inside |x| < ½; outside, 1 − t·exp(−x² + p(t)) with t = 1/(1 + |x|/2), the Chebyshev fit of
/// Press et al., Numerical Recipes, section 6.2, whose relative error is below 1.2e-7.
EK_INLINE vf erf_vector(vf x) {
  // Beyond 10 it is 1 to rounding, and the reciprocal of infinity would spoil it.
  vf a = clamp_vector(max_vector(x, -x), 10.0f), u = x * x;
  vf s = u * -8.5483271e-4f + 5.2239776e-3f;
  s = s * u - 2.6866171e-2f;
  s = s * u + 1.1283792e-1f;
  s = s * u - 3.7612639e-1f;
  s = s * u + 1.1283792f;
  vf t = reciprocal(a * 0.5f + 1.0f);
  vf p = splat(0.17087277f);
  p = p * t - 0.82215223f;
  p = p * t + 1.48851587f;
  p = p * t - 1.13520398f;
  p = p * t + 0.27886807f;
  p = p * t - 0.18628806f;
  p = p * t + 0.09678418f;
  p = p * t + 0.37409196f;
  p = p * t + 1.00002368f;
  p = p * t - 1.26551223f;
  vf tail = 1.0f - t * exp_vector(p - a * a);
  tail = choose(x < 0.0f, -tail, tail);
  return choose(a < 0.5f, s * x, tail);
}

EK_INLINE vf gelu_vector(vf x) { return 0.5f * x * (1.0f + erf_vector(x * 0.70710678f)); }

static void EK_NAME(apply)(ek_function function, float *y, const float *x, size_t n) {
  switch (function) {
    case EK_LINEAR: EK_EACH(n, store_up_to(y + i, load_up_to(x + i, left), left);) break;
    case EK_RELU: EK_EACH(n, vf v = load_up_to(x + i, left); store_up_to(y + i, choose(v < 0.0f, zero(), v), left);) break;
    case EK_TANH: EK_EACH(n, store_up_to(y + i, tanh_vector(load_up_to(x + i, left)), left);) break;
    case EK_SIGMOID: EK_EACH(n, store_up_to(y + i, sigmoid_vector(load_up_to(x + i, left)), left);) break;
    case EK_GELU: EK_EACH(n, store_up_to(y + i, gelu_vector(load_up_to(x + i, left)), left);) break;
    case EK_EXP: EK_EACH(n, store_up_to(y + i, exp_vector(load_up_to(x + i, left)), left);) break;
  }
}

EK_INLINE vf gelu_slope(vf x) {
  return 0.5f * (1.0f + erf_vector(x * 0.70710678f)) + x * 0.3989422804f * exp_vector(x * x * -0.5f);
}

static void EK_NAME(apply_gradient)(ek_function function, float *dx, const float *dy, const float *x, const float *y, size_t n) {
  switch (function) {
    case EK_LINEAR: EK_EACH(n, store_up_to(dx + i, load_up_to(dy + i, left), left);) break;
    case EK_RELU:
      EK_EACH(n, store_up_to(dx + i, choose(load_up_to(y + i, left) > 0.0f, load_up_to(dy + i, left), zero()), left);)
      break;
    case EK_TANH:
      EK_EACH(n, vf v = load_up_to(y + i, left); store_up_to(dx + i, load_up_to(dy + i, left) * (1.0f - v * v), left);)
      break;
    case EK_SIGMOID:
      EK_EACH(n, vf v = load_up_to(y + i, left); store_up_to(dx + i, load_up_to(dy + i, left) * v * (1.0f - v), left);)
      break;
    case EK_GELU:
      EK_EACH(n, store_up_to(dx + i, load_up_to(dy + i, left) * gelu_slope(load_up_to(x + i, left)), left);)
      break;
    case EK_EXP: EK_EACH(n, store_up_to(dx + i, load_up_to(dy + i, left) * load_up_to(y + i, left), left);) break;
  }
}

static void EK_NAME(leaky)(float *y, const float *x, float slope, size_t n) {
  EK_EACH(n, vf v = load_up_to(x + i, left); store_up_to(y + i, rectified(v, slope), left);)
}
static void EK_NAME(mask)(float *dx, const float *dy, const float *reference, float slope, size_t n) {
  EK_EACH(n, vf d = load_up_to(dy + i, left);
          store_up_to(dx + i, masked(d, load_up_to(reference + i, left), slope), left);)
}
static void EK_NAME(add)(float *y, const float *a, const float *b, size_t n) {
  EK_EACH(n, store_up_to(y + i, load_up_to(a + i, left) + load_up_to(b + i, left), left);)
}
static void EK_NAME(subtract)(float *y, const float *a, const float *b, size_t n) {
  EK_EACH(n, store_up_to(y + i, load_up_to(a + i, left) - load_up_to(b + i, left), left);)
}
static void EK_NAME(multiply_elements)(float *y, const float *a, const float *b, size_t n) {
  EK_EACH(n, store_up_to(y + i, load_up_to(a + i, left) * load_up_to(b + i, left), left);)
}
static void EK_NAME(scale)(float *y, const float *x, float factor, float offset, size_t n) {
  EK_EACH(n, store_up_to(y + i, load_up_to(x + i, left) * factor + offset, left);)
}
static void EK_NAME(accumulate)(float *y, const float *x, float factor, size_t n) {
  EK_EACH(n, store_up_to(y + i, load_up_to(x + i, left) * factor + load_up_to(y + i, left), left);)
}

/// Unit i is dropped when a hash of (key, i) falls below the threshold: the mask hangs on nothing but these.
static void EK_NAME(dropout)(float *y, const float *x, uint64_t key, uint32_t threshold, float factor, size_t n) {
  vu lane;
  for (int j = 0; j < EK_LANES; j++) lane[j] = (uint32_t)j;
  const uint32_t low = (uint32_t)key, high = (uint32_t)(key >> 32);
  EK_EACH(n, vu h = (lane + (uint32_t)i) * 0x9E3779B1u + low; h ^= h >> 16; h *= 0x85EBCA6Bu; h ^= h >> 13; h += high;
          h *= 0xC2B2AE35u; h ^= h >> 16; vi keep = (vi)(h >= threshold);
          store_up_to(y + i, choose(keep, load_up_to(x + i, left) * factor, zero()), left);)
}

static void EK_NAME(row_sum)(float *y, const float *x, float factor, int32_t rows, int32_t columns) {
  EK_NAME(column_sums)(y, x, 0, columns, 1, rows, columns, 0);
  EK_NAME(scale)(y, y, factor, 0, (size_t)columns);
}
static void EK_NAME(row_spread)(float *dx, const float *dy, float factor, int32_t rows, int32_t columns) {
  for (int r = 0; r < rows; r++) EK_NAME(scale)(dx + (ptrdiff_t)r * columns, dy, factor, 0, (size_t)columns);
}
static void EK_NAME(copy_rows)(float *y, ptrdiff_t y_row, const float *x, ptrdiff_t x_row, int32_t rows, int32_t columns,
                        int32_t accumulate) {
  if (columns == 1 && !accumulate) {
    // One lead out of many: no call a row.
    for (int r = 0; r < rows; r++) y[r * y_row] = x[r * x_row];
    return;
  }
  for (int r = 0; r < rows; r++, y += y_row, x += x_row) {
    if (accumulate) EK_NAME(add)(y, y, x, (size_t)columns);
    else EK_NAME(apply)(EK_LINEAR, y, x, (size_t)columns);
  }
}
static void EK_NAME(transpose)(float *y, const float *x, int32_t rows, int32_t columns) {
  for (int r0 = 0; r0 < rows; r0 += 16) {
    for (int c0 = 0; c0 < columns; c0 += 16) {
      int r1 = least(r0 + 16, rows), c1 = least(c0 + 16, columns);
      for (int c = c0; c < c1; c++) {
        for (int r = r0; r < r1; r++) y[(ptrdiff_t)c * rows + r] = x[(ptrdiff_t)r * columns + c];
      }
    }
  }
}

static double EK_NAME(sum)(const float *x, size_t n) {
  double total = 0;
  for (size_t from = 0; from < n; from += 1024) {
    size_t count = n - from < 1024 ? n - from : 1024;
    const float *at = x + from;
    vf sum = zero();
    EK_EACH(count, sum += load_up_to(at + i, left);)
    for (int j = 0; j < EK_LANES; j++) total += sum[j];
  }
  return total;
}
static double EK_NAME(sum_squares)(const float *x, size_t n) {
  double total = 0;
  for (size_t from = 0; from < n; from += 1024) {
    size_t count = n - from < 1024 ? n - from : 1024;
    const float *at = x + from;
    vf sum = zero();
    EK_EACH(count, vf v = load_up_to(at + i, left); sum = v * v + sum;)
    for (int j = 0; j < EK_LANES; j++) total += sum[j];
  }
  return total;
}

// Softmax.

/// Writes exp(x − max) and returns their sum; the greatest of x goes to `top`.
EK_INLINE float exponentials(float *y, const float *x, int columns, float *top) {
  float greatest = x[0];
  for (int c = 1; c < columns; c++) greatest = x[c] > greatest ? x[c] : greatest;
  vf sum = zero();
  EK_EACH((size_t)columns, vf e = exp_vector(load_up_to(x + i, left) - greatest); store_up_to(y + i, e, left);
          if (left < EK_LANES) e = load_part(y + i, left); sum += e;)
  *top = greatest;
  return horizontal_sum(sum);
}

static void EK_NAME(softmax)(float *y, const float *x, int32_t rows, int32_t columns) {
  for (int r = 0; r < rows; r++, x += columns, y += columns) {
    float top, sum = exponentials(y, x, columns, &top);
    EK_NAME(scale)(y, y, 1.0f / sum, 0, (size_t)columns);
  }
}
static void EK_NAME(softmax_gradient)(float *dx, const float *dy, const float *y, int32_t rows, int32_t columns) {
  for (int r = 0; r < rows; r++, dx += columns, dy += columns, y += columns) {
    float dot = 0;
    for (int c = 0; c < columns; c++) dot += dy[c] * y[c];
    for (int c = 0; c < columns; c++) dx[c] = y[c] * (dy[c] - dot);
  }
}
