// The vector that every kernel is written with: EK_LANES floats, set by the including instruction set.
//
// EK_ROWS is the height of a register tile two vectors wide: 12 fills the 32 registers of AVX-512, 6 the 16 of AVX2.
// EK_GATE_ROWS is the height of one four vectors wide.
#pragma clang fp contract(fast)

typedef float vf __attribute__((vector_size(EK_LANES * 4)));
typedef float vf_memory __attribute__((vector_size(EK_LANES * 4), aligned(4), may_alias));
typedef int32_t vi __attribute__((vector_size(EK_LANES * 4)));
typedef int32_t vi_memory __attribute__((vector_size(EK_LANES * 4), aligned(4), may_alias));
typedef uint32_t vu __attribute__((vector_size(EK_LANES * 4)));

#define EK_INLINE static inline __attribute__((always_inline))

EK_INLINE vf load(const float *p) { return *(const vf_memory *)p; }
EK_INLINE void store(float *p, vf v) { *(vf_memory *)p = v; }
EK_INLINE vi load_int(const int32_t *p) { return *(const vi_memory *)p; }
EK_INLINE void store_int(int32_t *p, vi v) { *(vi_memory *)p = v; }
EK_INLINE vf splat(float x) { return x - (vf){0}; }
EK_INLINE vi splat_int(int32_t x) { return x - (vi){0}; }
EK_INLINE vf zero(void) { return (vf){0}; }

/// `n` floats (0 ≤ n < EK_LANES), the rest zero; nothing past them is touched.
#if EK_LANES == 16
EK_INLINE vf load_part(const float *p, int n) {
  return (vf)_mm512_maskz_loadu_ps((__mmask16)((1u << n) - 1), p);
}
EK_INLINE void store_part(float *p, vf v, int n) {
  _mm512_mask_storeu_ps(p, (__mmask16)((1u << n) - 1), (__m512)v);
}
EK_INLINE vf choose(vi condition, vf a, vf b) {
  return (vf)_mm512_mask_blend_ps(_mm512_movepi32_mask((__m512i)condition), (__m512)b, (__m512)a);
}
EK_INLINE vf reciprocal(vf x) {
  vf r = (vf)_mm512_rcp14_ps((__m512)x);
  return r * (2.0f - x * r);
}
EK_INLINE vf round_vector(vf x) {
  return (vf)_mm512_roundscale_ps((__m512)x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}
EK_INLINE vi to_int(vf x) { return (vi)_mm512_cvtps_epi32((__m512)x); }
EK_INLINE vf max_vector(vf a, vf b) { return (vf)_mm512_max_ps((__m512)a, (__m512)b); }
EK_INLINE vf min_vector(vf a, vf b) { return (vf)_mm512_min_ps((__m512)a, (__m512)b); }
EK_INLINE vf root(vf x) { return (vf)_mm512_sqrt_ps((__m512)x); }
EK_INLINE int any(vi condition) { return _mm512_movepi32_mask((__m512i)condition) != 0; }
#elif EK_LANES == 8
static const int32_t ek_masks[16] = {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0};
EK_INLINE vf load_part(const float *p, int n) {
  return (vf)_mm256_maskload_ps(p, _mm256_loadu_si256((const __m256i *)(ek_masks + 8 - n)));
}
EK_INLINE void store_part(float *p, vf v, int n) {
  _mm256_maskstore_ps(p, _mm256_loadu_si256((const __m256i *)(ek_masks + 8 - n)), (__m256)v);
}
EK_INLINE vf choose(vi condition, vf a, vf b) {
  return (vf)_mm256_blendv_ps((__m256)b, (__m256)a, (__m256)condition);
}
EK_INLINE vf reciprocal(vf x) {
  vf r = (vf)_mm256_rcp_ps((__m256)x);
  r = r * (2.0f - x * r);
  return r * (2.0f - x * r);
}
EK_INLINE vf round_vector(vf x) {
  return (vf)_mm256_round_ps((__m256)x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}
EK_INLINE vi to_int(vf x) { return (vi)_mm256_cvtps_epi32((__m256)x); }
EK_INLINE vf max_vector(vf a, vf b) { return (vf)_mm256_max_ps((__m256)a, (__m256)b); }
EK_INLINE vf min_vector(vf a, vf b) { return (vf)_mm256_min_ps((__m256)a, (__m256)b); }
EK_INLINE vf root(vf x) { return (vf)_mm256_sqrt_ps((__m256)x); }
EK_INLINE int any(vi condition) { return _mm256_movemask_ps((__m256)condition) != 0; }
#else
EK_INLINE vf load_part(const float *p, int n) {
  vf v = zero();
  for (int i = 0; i < n; i++) v[i] = p[i];
  return v;
}
EK_INLINE void store_part(float *p, vf v, int n) {
  for (int i = 0; i < n; i++) p[i] = v[i];
}
EK_INLINE vf choose(vi condition, vf a, vf b) { return (vf)(((vi)a & condition) | ((vi)b & ~condition)); }
EK_INLINE vf reciprocal(vf x) { return 1.0f / x; }
/// To the nearest whole number, for magnitudes below 2²².
EK_INLINE vf round_vector(vf x) {
  const float magic = 12582912.0f;
  return (x + magic) - magic;
}
EK_INLINE vi to_int(vf x) { return __builtin_convertvector(x, vi); }
EK_INLINE vf max_vector(vf a, vf b) { return choose(a > b, a, b); }
EK_INLINE vf min_vector(vf a, vf b) { return choose(a < b, a, b); }
EK_INLINE int any(vi condition) {
  int32_t found = 0;
  for (int i = 0; i < EK_LANES; i++) found |= condition[i];
  return found != 0;
}
EK_INLINE vf root(vf x) {
  vf y;
  for (int i = 0; i < EK_LANES; i++) y[i] = __builtin_sqrtf(x[i]);
  return y;
}
#endif

/// `n` floats where n may be a whole vector.
EK_INLINE vf load_up_to(const float *p, ptrdiff_t n) { return n >= EK_LANES ? load(p) : load_part(p, (int)n); }
EK_INLINE void store_up_to(float *p, vf v, ptrdiff_t n) {
  if (n >= EK_LANES) store(p, v);
  else store_part(p, v, (int)n);
}
EK_INLINE float horizontal_sum(vf v) {
  float s = 0;
  for (int i = 0; i < EK_LANES; i++) s += v[i];
  return s;
}
EK_INLINE float horizontal_max(vf v) {
  float s = v[0];
  for (int i = 1; i < EK_LANES; i++) s = v[i] > s ? v[i] : s;
  return s;
}
EK_INLINE int least(int a, int b) { return a < b ? a : b; }
/// x where it is positive, else x·slope; a slope of 0 gives 0 even for −∞, and NaN stays.
EK_INLINE vf rectified(vf x, float slope) {
  return slope == 0 ? choose(x < 0.0f, zero(), x) : choose(x > 0.0f, x, x * slope);
}
/// x where `reference` is positive, else x·slope.
EK_INLINE vf masked(vf x, vf reference, float slope) {
  return choose(reference > 0.0f, x, slope == 0 ? zero() : x * slope);
}
/// Evenly cut: where part `i` of `parts` of `n` begins.
EK_INLINE int cut(int n, int parts, int i) { return (int)((int64_t)n * i / parts); }

/// eˣ to 2 units in the last place; 0 below −87.3, +∞ above 88.7; NaN stays NaN.
EK_INLINE vf exp_vector(vf x) {
  vf clamped = min_vector(max_vector(x, splat(-87.5f)), splat(88.8f));
  vf n = round_vector(clamped * 1.44269504089f);
  vf r = clamped - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  vf p = splat(1.9841270e-4f);
  p = p * r + 1.3888889e-3f;
  p = p * r + 8.3333333e-3f;
  p = p * r + 4.1666667e-2f;
  p = p * r + 1.6666667e-1f;
  p = p * r + 0.5f;
  p = p * r * r + r + 1.0f;
  vi e = to_int(n);
  vi half = e >> 1;
  vf scaled = p * (vf)((half + 127) << 23) * (vf)((e - half + 127) << 23);
  scaled = choose(x < -87.33654f, zero(), scaled);
  scaled = choose(x > 88.72283f, splat(__builtin_inff()), scaled);
  return choose(x == x, scaled, x);
}

/// Within ±limit; a NaN stays one, for a comparison with it takes the second operand.
EK_INLINE vf clamp_vector(vf x, float limit) { return min_vector(splat(limit), max_vector(splat(-limit), x)); }

/// tanh as x·P(x²)/Q(x²), fitted to a relative error of 6e-8 on |x| ≤ 9, where tanh is 1 to rounding.
EK_INLINE vf tanh_vector(vf x) {
  vf c = clamp_vector(x, 9.0f);
  vf u = c * c;
  vf p = u * 1.8255707369000583e-11f - 1.2780644972862833e-08f;
  p = p * u + 9.267496121204585e-06f;
  p = p * u + 0.0029207706087575006f;
  p = p * u + 0.1291923680120095f;
  p = p * u + 0.9999999412193485f;
  vf q = u * 0.00022810138094774037f + 0.023763205167029112f;
  q = q * u + 0.4625252067658467f;
  q = q * u + 1.0f;
  vf y = c * p * reciprocal(q);
  return clamp_vector(y, 1.0f);
}

EK_INLINE vf sigmoid_vector(vf x) { return tanh_vector(x * 0.5f) * 0.5f + 0.5f; }

/// log x for positive normal x, to about 1e-7 relative to max(1, |log x|); NaN stays NaN.
EK_INLINE vf log_vector(vf x) {
  vi bits = (vi)x;
  vi e = ((bits >> 23) & 255) - 127;
  vf m = (vf)((bits & 0x007fffff) | 0x3f800000);
  vi big = m > 1.41421356f;
  m = choose(big, m * 0.5f, m);
  e = e - big;
  vf f = m - 1.0f;
  vf s = f / (m + 1.0f);
  vf z = s * s;
  vf r = z * (0.6666666667f + z * (0.4f + z * (0.2857142857f + z * (0.2222222222f + z * 0.1818181818f))));
  vf l = f - s * (f - r);
  vf n = __builtin_convertvector(e, vf);
  return choose(x == x, n * 0.693359375f + (l - n * 2.12194440e-4f), x);
}
