// Outer products: the gradients of weights. The register tile is the product's, turned round.

enum { EK_CHUNK = 128 };

/// acc[r][v] += Σ over rows of a[row][r] · b[row][v].
EK_INLINE void outer_tile(const int R, const int V, const float *a, ptrdiff_t a_row, const float *b, ptrdiff_t b_row,
                          int rows, vf acc[EK_ROWS][2]) {
  for (int t = 0; t < rows; t++, a += a_row, b += b_row) {
    vf b0 = load(b), b1 = V > 1 ? load(b + (V > 1) * EK_LANES) : zero();
    _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
      acc[r][0] = a[r] * b0 + acc[r][0];
      if (V > 1) acc[r][1] = a[r] * b1 + acc[r][1];
    }
  }
}

typedef struct {
  const float *a, *b;
  ptrdiff_t a_example, a_row, b_example, b_row;
  int examples, rows;
} outer_run;

EK_INLINE void outer_store(const int R, const int V, const ek_outer_product *p, const outer_run *run, float *c0,
                           float *c1, int left0, int left1, int fresh) {
  vf acc[EK_ROWS][2];
  _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
    acc[r][0] = fresh ? zero() : load_up_to(c0 + r * p->c_row, left0);
    acc[r][1] = fresh || V == 1 ? zero() : load_up_to(c1 + r * p->c_row, left1);
  }
  for (int e = 0; e < run->examples; e++) {
    outer_tile(R, V, run->a + e * run->a_example, run->a_row, run->b + e * run->b_example, run->b_row, run->rows, acc);
  }
  _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
    store_up_to(c0 + r * p->c_row, acc[r][0], left0);
    if (V > 1) store_up_to(c1 + r * p->c_row, acc[r][1], left1);
  }
}

#define EK_CASE(R)                                                                  \
  case R:                                                                           \
    if (wide) outer_store(R, 2, p, &run, c0, c1, left0, left1, fresh);              \
    else outer_store(R, 1, p, &run, c0, c1, left0, left1, fresh);                   \
    break;

/// Where the vector of columns beginning at `n` belongs in c, and how many of them are real.
EK_INLINE int outer_columns(const ek_outer_product *p, int n, ptrdiff_t *at) {
  if (p->gates == 0) {
    *at = n;
    return least(EK_LANES, p->columns - n);
  }
  int block = n / EK_LANES, unit = block / p->gates * EK_LANES;
  *at = (ptrdiff_t)(block % p->gates) * p->units + unit;
  return least(EK_LANES, p->units - unit);
}

static void outer_panel(const ek_outer_product *p, outer_run run, int n, int fresh) {
  int wide = p->columns - n > EK_LANES;
  ptrdiff_t at0, at1 = 0;
  int left0 = outer_columns(p, n, &at0), left1 = wide ? outer_columns(p, n + EK_LANES, &at1) : 0;
  // Runs that touch each other are one.
  int merged = p->taps == 1 || p->a_tap == p->segment;
  int runs = merged ? 1 : p->taps, length = merged ? p->taps * p->segment : p->segment;
  const float *a = run.a;
  for (int tap = 0; tap < runs; tap++) {
    int tiles = (length + EK_ROWS - 1) / EK_ROWS;
    for (int tile = 0; tile < tiles; tile++) {
      int m = cut(length, tiles, tile), height = cut(length, tiles, tile + 1) - m;
      run.a = a + tap * p->a_tap + m;
      float *c = p->c + ((ptrdiff_t)tap * length + m) * p->c_row;
      float *c0 = c + at0, *c1 = c + at1;
      switch (height) {
        EK_CASE(1) EK_CASE(2) EK_CASE(3) EK_CASE(4)
#if EK_ROWS >= 6
        EK_CASE(5) EK_CASE(6)
#endif
#if EK_ROWS >= 12
        EK_CASE(7) EK_CASE(8) EK_CASE(9) EK_CASE(10) EK_CASE(11) EK_CASE(12)
#endif
        default: break;
      }
    }
  }
}
#undef EK_CASE

static size_t EK_NAME(outer_scratch)(void) { return EK_CHUNK * 2 * EK_LANES; }

static void EK_NAME(outer)(const ek_outer_product *p) {
  if (p->examples <= 0 || p->rows <= 0) {
    if (!p->accumulate) {
      int width = p->gates ? p->gates * p->units : p->columns;
      for (ptrdiff_t m = 0; m < (ptrdiff_t)p->taps * p->segment; m++) {
        for (int n = 0; n < width; n++) p->c[m * p->c_row + n] = 0;
      }
    }
    return;
  }
  for (int n = 0; n < p->columns; n += 2 * EK_LANES) {
    int width = least(2 * EK_LANES, p->columns - n);
    int direct = width % EK_LANES == 0 && p->b_row <= 2 * EK_LANES;
    outer_run run = {p->a, p->b + n, p->a_example, p->a_row, p->b_example, p->b_row, p->examples, p->rows};
    if (direct) {
      outer_panel(p, run, n, !p->accumulate);
      continue;
    }
    // Rows of b far apart would fight for the same cache sets: gather a chunk of them first.
    int panel = width > EK_LANES ? 2 * EK_LANES : EK_LANES, fresh = !p->accumulate;
    for (int e = 0; e < p->examples; e++) {
      for (int t = 0; t < p->rows;) {
        int count = 0;
        int first_e = e, first_t = t;
        // Short examples share a chunk when each fits whole.
        int whole = p->rows <= EK_CHUNK && t == 0 ? least(EK_CHUNK / p->rows, p->examples - e) : 0;
        int span = whole > 0 ? whole : 1, rows = whole > 0 ? p->rows : least(EK_CHUNK, p->rows - t);
        for (int i = 0; i < span; i++) {
          const float *b = p->b + (first_e + i) * p->b_example + (ptrdiff_t)first_t * p->b_row + n;
          for (int r = 0; r < rows; r++, count++, b += p->b_row) {
            float *to = p->scratch + (ptrdiff_t)count * panel;
            for (int v = 0; v < panel; v += EK_LANES) store(to + v, load_up_to(b + v, width - v));
          }
        }
        run.a = p->a + first_e * p->a_example + (ptrdiff_t)first_t * p->a_row;
        run.b = p->scratch;
        run.b_row = panel;
        run.b_example = (ptrdiff_t)rows * panel;
        run.examples = span;
        run.rows = rows;
        outer_panel(p, run, n, fresh);
        fresh = 0;
        t += rows;
        if (whole > 0) {
          e += span - 1;
          break;
        }
      }
    }
  }
}

static void EK_NAME(column_sums)(float *sums, const float *b, ptrdiff_t b_example, ptrdiff_t b_row, int32_t examples,
                          int32_t rows, int32_t columns, int32_t accumulate) {
  for (int n = 0; n < columns; n += EK_LANES) {
    int left = least(EK_LANES, columns - n);
    vf total = accumulate ? load_up_to(sums + n, left) : zero();
    for (int e = 0; e < examples; e++) {
      const float *at = b + e * b_example + n;
      vf even = zero(), odd = zero();
      int t = 0;
      for (; t + 1 < rows; t += 2, at += 2 * b_row) {
        even += load_up_to(at, left);
        odd += load_up_to(at + b_row, left);
      }
      if (t < rows) even += load_up_to(at, left);
      total += even + odd;
    }
    store_up_to(sums + n, total, left);
  }
}
