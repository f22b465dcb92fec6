// How alike two stretches of signals, or their codes, are: what a search for copies does most.

static void EK_NAME(products)(int32_t *sums, const int8_t *x, const int8_t *y, size_t n) {
  int32_t xy = 0, xx = 0, yy = 0;
  for (size_t i = 0; i < n; i++) {
    const int16_t a = x[i], b = y[i];
    xy += a * b;
    xx += a * a;
    yy += b * b;
  }
  sums[0] = xy;
  sums[1] = xx;
  sums[2] = yy;
}

static size_t EK_NAME(near_codes)(uint32_t *places, const uint64_t *codes, size_t n, const uint64_t *code, int32_t limit) {
  const uint64_t a = code[0], b = code[1], c = code[2];
  size_t found = 0;
  for (size_t i = 0; i < n; i++) {
    const uint64_t *other = codes + 3 * i;
    const int distance =
        __builtin_popcountll(a ^ other[0]) + __builtin_popcountll(b ^ other[1]) + __builtin_popcountll(c ^ other[2]);
    // Written always and kept sometimes: a branch would be mispredicted.
    places[found] = (uint32_t)i;
    found += distance <= limit;
  }
  return found;
}
