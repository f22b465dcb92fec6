// Samples of recordings, from the packed integers of a file to floats. Files are little-endian, and so must the machine be.
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "samples are read as they lie in the file");

typedef uint8_t ek_bytes16 __attribute__((vector_size(16)));
typedef uint8_t ek_bytes16_memory __attribute__((vector_size(16), aligned(1), may_alias));
typedef int16_t ek_shorts8 __attribute__((vector_size(16)));
typedef int16_t ek_shorts8_memory __attribute__((vector_size(16), aligned(2), may_alias));
typedef int16_t ek_shorts_memory __attribute__((vector_size(EK_LANES * 2), aligned(2), may_alias));

static void EK_NAME(unpack12)(int16_t *y, const uint8_t *x, size_t pairs) {
  size_t i = 0;
  // Eight samples from twelve bytes; sixteen are loaded, so the last few pairs are left to the loop below.
  for (; i + 6 <= pairs; i += 4) {
    ek_bytes16 b = *(const ek_bytes16_memory *)(x + 3 * i);
    ek_shorts8 w = (ek_shorts8)__builtin_shufflevector(b, b, 0, 1, 2, 1, 3, 4, 5, 4, 6, 7, 8, 7, 9, 10, 11, 10);
    ek_shorts8 first = (w << 4) >> 4;
    ek_shorts8 second = ((w >> 4) & (int16_t)0xFF00) | (w & 0xFF);
    *(ek_shorts8_memory *)(y + 2 * i) = __builtin_shufflevector(first, second, 0, 9, 2, 11, 4, 13, 6, 15);
  }
  for (; i < pairs; i++) {
    const uint8_t *b = x + 3 * i;
    y[2 * i] = (int16_t)((int16_t)((b[0] | b[1] << 8) << 4) >> 4);
    y[2 * i + 1] = (int16_t)(((int16_t)(b[1] << 8) >> 4 & ~0xFF) | b[2]);
  }
}

/// Scales a vector of stored numbers, adds them to `sum`.
EK_INLINE vf scaled(vi v, vu *sum, int32_t missing, int32_t baseline, float divisor) {
  *sum += (vu)v;
  vf y = __builtin_convertvector(v - baseline, vf) / divisor;
  return choose(v == missing, splat(__builtin_nanf("")), y);
}

static uint32_t EK_NAME(scale_samples)(float *y, const int16_t *x, ptrdiff_t step, size_t n, int32_t missing,
                                       int32_t baseline, float divisor) {
  vu sum = {0};
  size_t i = 0;
  if (step == 1) {
    for (; i + EK_LANES <= n; i += EK_LANES) {
      vi v = __builtin_convertvector(*(const ek_shorts_memory *)(x + i), vi);
      store(y + i, scaled(v, &sum, missing, baseline, divisor));
    }
  } else if (step == 2) {
    // Each lane loads a sample and its neighbour, which is shifted out; the last sample may have none.
    for (; i + EK_LANES < n; i += EK_LANES) {
      vi v = (load_int((const int32_t *)(x + 2 * i)) << 16) >> 16;
      store(y + i, scaled(v, &sum, missing, baseline, divisor));
    }
  }
  // Gathered a good many at a time: a vector loaded right behind the narrow stores that made it would wait for them.
  while (i < n) {
    int32_t part[256];
    const size_t count = n - i < 256 ? n - i : 256;
    for (size_t k = 0; k < count; k++) part[k] = x[(ptrdiff_t)(i + k) * step];
    for (size_t k = count; k % EK_LANES != 0; k++) part[k] = 0;  // adds nothing to the sum
    for (size_t k = 0; k < count; k += EK_LANES) {
      store_up_to(y + i + k, scaled(load_int(part + k), &sum, missing, baseline, divisor), (ptrdiff_t)(count - k));
    }
    i += count;
  }
  uint32_t total = 0;
  for (int lane = 0; lane < EK_LANES; lane++) total += sum[lane];
  return total;
}
