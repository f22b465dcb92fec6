// Matrix products: rows times a packed matrix.
//
// A packed matrix is cut into panels two vectors wide (the last may be one), each panel holding its rows one after the
// other, padded with zeros: a tile reads it as one stream.

static size_t EK_NAME(packed_size)(int64_t inner, int64_t columns) {
  int64_t blocks = (columns + EK_LANES - 1) / EK_LANES;
  return (size_t)(blocks * EK_LANES * inner);
}

static void EK_NAME(pack)(float *packed, const float *source, int32_t taps, ptrdiff_t tap_stride, int32_t segment,
                   ptrdiff_t row_stride, int32_t columns, ptrdiff_t column_stride) {
  for (int n = 0; n < columns; n += 2 * EK_LANES) {
    int width = columns - n <= EK_LANES ? EK_LANES : 2 * EK_LANES;
    int real = least(width, columns - n);
    for (int tap = 0; tap < taps; tap++) {
      const float *from = source + tap * tap_stride + n * column_stride;
      if (column_stride == 1) {
        for (int k = 0; k < segment; k++, from += row_stride, packed += width) {
          for (int v = 0; v < width; v += EK_LANES) store(packed + v, real > v ? load_up_to(from + v, real - v) : zero());
        }
      } else {
        for (int j = 0; j < width; j++) {
          if (j < real) {
            for (int k = 0; k < segment; k++) packed[k * width + j] = from[k * row_stride + j * column_stride];
          } else {
            for (int k = 0; k < segment; k++) packed[k * width + j] = 0;
          }
        }
        packed += (ptrdiff_t)segment * width;
      }
    }
  }
}

/// Keeps a pointer in a register of its own: left alone, the compiler derives it from another and runs out of them.
#define EK_KEEP(pointer) __asm__("" : "+r"(pointer))

/// One step of `R` rows down the inner dimension. Rows are reached three to a pointer, so that addresses need no
/// arithmetic: p, p + stride, p + 2·stride.
#define EK_STEP(offset)                                                                           \
  {                                                                                               \
    vf b0 = load(b + (offset) * V * EK_LANES);                                                    \
    vf b1 = V > 1 ? load(b + (offset) * V * EK_LANES + (V > 1) * EK_LANES) : zero();              \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {                              \
      float x = *(const float *)(group[r / 3] + (r % 3) * stride + (offset) * 4);                 \
      acc[r][0] = x * b0 + acc[r][0];                                                             \
      if (V > 1) acc[r][1] = x * b1 + acc[r][1];                                                  \
    }                                                                                             \
  }

/// acc += rows of a times one panel.
EK_INLINE void multiply_tile(const int R, const int V, const float *a, ptrdiff_t a_row, ptrdiff_t a_tap, int taps,
                             int segment, const float *b, vf acc[EK_ROWS][2]) {
  ptrdiff_t stride = a_row * 4;
  for (int tap = 0; tap < taps; tap++) {
    const char *group[(EK_ROWS + 2) / 3];
    _Pragma("clang loop unroll(full)") for (int g = 0; g < (R + 2) / 3; g++) {
      group[g] = (const char *)(a + tap * a_tap + 3 * g * a_row);
    }
    int k = segment;
    for (; k >= 4; k -= 4) {
      EK_STEP(0) EK_STEP(1) EK_STEP(2) EK_STEP(3)
      b += 4 * V * EK_LANES;
      _Pragma("clang loop unroll(full)") for (int g = 0; g < (R + 2) / 3; g++) {
        group[g] += 16;
        EK_KEEP(group[g]);
      }
    }
    for (; k > 0; k--) {
      EK_STEP(0)
      b += V * EK_LANES;
      _Pragma("clang loop unroll(full)") for (int g = 0; g < (R + 2) / 3; g++) group[g] += 4;
    }
  }
}

/// What follows the sum, for one vector of one row.
EK_INLINE vf finish(const ek_product *p, vf value, ptrdiff_t n, ptrdiff_t left, const float *add, const float *mask) {
  if (p->bias) value += load_up_to(p->bias + n, left);
  if (add) value += load_up_to(add + n, left);
  if (p->rectify) value = rectified(value, p->slope);
  if (mask) value = masked(value, load_up_to(mask + n, left), p->mask_slope);
  return value;
}

EK_INLINE void product_tile(const int R, const int V, const ek_product *p, const float *a, const float *b, float *c,
                            const float *add, const float *mask, int n) {
  vf acc[EK_ROWS][2];
  int left = p->columns - n;
  _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
    _Pragma("clang loop unroll(full)") for (int v = 0; v < V; v++) {
      acc[r][v] = p->accumulate ? load_up_to(c + r * p->c_row + n + v * EK_LANES, left - v * EK_LANES) : zero();
    }
  }
  multiply_tile(R, V, a, p->a_row, p->a_tap, p->taps, p->segment, b, acc);
  if (left >= V * EK_LANES) {
    // The common case, whole vectors: no tail to mask off.
    vf bias[2] = {zero(), zero()};
    if (p->bias) {
      _Pragma("clang loop unroll(full)") for (int v = 0; v < V; v++) bias[v] = load(p->bias + n + v * EK_LANES);
    }
    _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
      _Pragma("clang loop unroll(full)") for (int v = 0; v < V; v++) {
        vf value = acc[r][v];
        if (p->bias) value += bias[v];
        if (add) value += load(add + r * p->add_row + n + v * EK_LANES);
        if (p->rectify) value = rectified(value, p->slope);
        if (mask) value = masked(value, load(mask + r * p->mask_row + n + v * EK_LANES), p->mask_slope);
        store(c + r * p->c_row + n + v * EK_LANES, value);
      }
    }
    return;
  }
  _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
    _Pragma("clang loop unroll(full)") for (int v = 0; v < V; v++) {
      ptrdiff_t at = n + v * EK_LANES;
      vf value = finish(p, acc[r][v], at, left - v * EK_LANES, add ? add + r * p->add_row : 0,
                        mask ? mask + r * p->mask_row : 0);
      store_up_to(c + r * p->c_row + at, value, left - v * EK_LANES);
    }
  }
}

/// Few rows: four panels at a time, so that enough sums are under way to hide the latency of a multiply-add.
EK_INLINE void product_wide(const int R, const ek_product *p, const float *a, const float *b, float *c,
                            const float *add, const float *mask, int n) {
  vf acc[3][8];
  ptrdiff_t inner = (ptrdiff_t)p->taps * p->segment, panel = inner * 2 * EK_LANES;
  _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
    _Pragma("clang loop unroll(full)") for (int v = 0; v < 8; v++) {
      acc[r][v] = p->accumulate ? load(c + r * p->c_row + n + v * EK_LANES) : zero();
    }
  }
  for (int tap = 0; tap < p->taps; tap++) {
    const float *row = a + tap * p->a_tap;
    for (int k = 0; k < p->segment; k++, b += 2 * EK_LANES) {
      _Pragma("clang loop unroll(full)") for (int v = 0; v < 8; v++) {
        vf w = load(b + (v / 2) * panel + (v % 2) * EK_LANES);
        _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) acc[r][v] = row[r * p->a_row + k] * w + acc[r][v];
      }
    }
  }
  _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
    _Pragma("clang loop unroll(full)") for (int v = 0; v < 8; v++) {
      ptrdiff_t at = n + v * EK_LANES;
      store(c + r * p->c_row + at, finish(p, acc[r][v], at, EK_LANES, add ? add + r * p->add_row : 0,
                                          mask ? mask + r * p->mask_row : 0));
    }
  }
}

#if EK_LANES == 16
// Eight columns or fewer would leave half of each vector idle: half vectors multiply twice as many a cycle.
typedef float vh __attribute__((vector_size(32)));
typedef float vh_memory __attribute__((vector_size(32), aligned(4), may_alias));
EK_INLINE vh load_half(const float *p) { return *(const vh_memory *)p; }
EK_INLINE vf widen(vh v) {
  return __builtin_shufflevector(v, (vh){0}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}
EK_INLINE vh narrow(vf v) { return __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7); }

EK_INLINE void product_half(const int R, const ek_product *p, const float *a, float *c, const float *add,
                            const float *mask) {
  vh acc[EK_ROWS];
  const float *b = p->b;
  _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
    acc[r] = p->accumulate ? narrow(load_part(c + r * p->c_row, p->columns)) : (vh){0};
  }
  ptrdiff_t stride = p->a_row * 4;
  for (int tap = 0; tap < p->taps; tap++) {
    const char *group[(EK_ROWS + 2) / 3];
    _Pragma("clang loop unroll(full)") for (int g = 0; g < (R + 2) / 3; g++) {
      group[g] = (const char *)(a + tap * p->a_tap + 3 * g * p->a_row);
    }
    for (int k = 0; k < p->segment; k++, b += EK_LANES) {
      vh w = load_half(b);
      _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
        acc[r] = *(const float *)(group[r / 3] + (r % 3) * stride) * w + acc[r];
      }
      _Pragma("clang loop unroll(full)") for (int g = 0; g < (R + 2) / 3; g++) {
        group[g] += 4;
        EK_KEEP(group[g]);
      }
    }
  }
  _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
    vf value = finish(p, widen(acc[r]), 0, p->columns, add ? add + r * p->add_row : 0, mask ? mask + r * p->mask_row : 0);
    store_part(c + r * p->c_row, value, p->columns);
  }
}
#endif

#define EK_CASE(R)                                                              \
  case R:                                                                       \
    if (wide) product_tile(R, 2, p, a, b, c, add, mask, n);                     \
    else product_tile(R, 1, p, a, b, c, add, mask, n);                          \
    break;

static void product_rows(const ek_product *p, int rows, const float *a, float *c, const float *add, const float *mask) {
  ptrdiff_t inner = (ptrdiff_t)p->taps * p->segment;
  int n = 0;
#if EK_LANES == 16
  if (p->columns <= 8 && rows >= 4) {
    switch (rows) {
      case 4: product_half(4, p, a, c, add, mask); return;
      case 5: product_half(5, p, a, c, add, mask); return;
      case 6: product_half(6, p, a, c, add, mask); return;
      case 7: product_half(7, p, a, c, add, mask); return;
      case 8: product_half(8, p, a, c, add, mask); return;
      case 9: product_half(9, p, a, c, add, mask); return;
      case 10: product_half(10, p, a, c, add, mask); return;
      case 11: product_half(11, p, a, c, add, mask); return;
      default: product_half(12, p, a, c, add, mask); return;
    }
  }
#endif
  if (rows <= 3 && p->columns >= 8 * EK_LANES && EK_ROWS >= 12) {
    for (; p->columns - n >= 8 * EK_LANES; n += 8 * EK_LANES) {
      const float *b = p->b + n * inner;
      switch (rows) {
        case 1: product_wide(1, p, a, b, c, add, mask, n); break;
        case 2: product_wide(2, p, a, b, c, add, mask, n); break;
        default: product_wide(3, p, a, b, c, add, mask, n); break;
      }
    }
  }
  for (; n < p->columns; n += 2 * EK_LANES) {
    const float *b = p->b + n * inner;
    int wide = p->columns - n > EK_LANES;
    switch (rows) {
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
#undef EK_CASE

static void EK_NAME(multiply)(const ek_product *given) {
  ek_product p = *given;
  // Examples that follow each other without a gap are rows like any other.
  if (p.examples > 1 && p.a_example == p.rows * p.a_row && p.c_example == p.rows * p.c_row &&
      (!p.add || p.add_example == p.rows * p.add_row) && (!p.mask || p.mask_example == p.rows * p.mask_row)) {
    p.rows *= p.examples;
    p.examples = 1;
  } else if (p.rows == 1) {
    p.a_row = p.a_example, p.c_row = p.c_example, p.add_row = p.add_example, p.mask_row = p.mask_example;
    p.rows = p.examples;
    p.examples = 1;
  }
  int tiles = (p.rows + EK_ROWS - 1) / EK_ROWS;
  for (int e = 0; e < p.examples; e++) {
    for (int tile = 0; tile < tiles; tile++) {
      int from = cut(p.rows, tiles, tile), rows = cut(p.rows, tiles, tile + 1) - from;
      product_rows(&p, rows, p.a + e * p.a_example + from * p.a_row, p.c + e * p.c_example + from * p.c_row,
                   p.add ? p.add + e * p.add_example + from * p.add_row : 0,
                   p.mask ? p.mask + e * p.mask_example + from * p.mask_row : 0);
    }
  }
}
