// A sum of products in eight lanes on every instruction set, and never fused: a resampled signal is the same everywhere.

#ifndef EK_DOT_LANES
#define EK_DOT_LANES
typedef float ek_eight __attribute__((vector_size(32)));
typedef float ek_eight_memory __attribute__((vector_size(32), aligned(4), may_alias));
#endif

static float EK_NAME(dot)(const float *x, const float *y, size_t n) {
#pragma STDC FP_CONTRACT OFF
  ek_eight sums = {0};
  size_t i = 0;
  for (; i + 8 <= n; i += 8) sums = *(const ek_eight_memory *)(x + i) * *(const ek_eight_memory *)(y + i) + sums;
  float rest = 0;
  for (; i < n; i++) rest = x[i] * y[i] + rest;
  const float a = sums[0] + sums[4], b = sums[1] + sums[5], c = sums[2] + sums[6], d = sums[3] + sums[7];
  return ((a + c) + (b + d)) + rest;
}
