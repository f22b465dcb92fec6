// Long short-term memory over a whole sequence. A block is EK_LANES units; its four gates lie side by side, so that a
// row's i, f, g, o of one block are finished in registers.

enum { EK_STEPS = 32 };  // steps whose input product is made at once, while it stays in cache

static int32_t EK_NAME(lstm_padded)(int32_t hidden) { return (hidden + EK_LANES - 1) / EK_LANES * EK_LANES; }
static int32_t EK_NAME(lstm_chunk)(void) { return EK_STEPS; }
static size_t EK_NAME(lstm_scratch)(int32_t examples, int32_t hidden) {
  return (size_t)2 * examples * EK_NAME(lstm_padded)(hidden) + EK_NAME(outer_scratch)() +
         (size_t)4 * EK_NAME(lstm_padded)(hidden);
}

static void EK_NAME(lstm_pack)(float *packed, const float *w, int32_t inner, int32_t hidden) {
  for (int unit = 0; unit < hidden; unit += EK_LANES) {
    int left = least(EK_LANES, hidden - unit);
    for (int half = 0; half < 2; half++) {
      for (int k = 0; k < inner; k++, packed += 2 * EK_LANES) {
        const float *row = w + (ptrdiff_t)k * 4 * hidden + unit;
        store(packed, load_up_to(row + (2 * half) * hidden, left));
        store(packed + EK_LANES, load_up_to(row + (2 * half + 1) * hidden, left));
      }
    }
  }
}

static void EK_NAME(lstm_pack_bias)(float *packed, const float *bias, int32_t hidden) {
  for (int unit = 0; unit < hidden; unit += EK_LANES) {
    for (int gate = 0; gate < 4; gate++, packed += EK_LANES) {
      store(packed, bias ? load_up_to(bias + gate * hidden + unit, hidden - unit) : zero());
    }
  }
}

static void EK_NAME(lstm_pack_transposed)(float *packed, const float *w, int32_t inner, int32_t hidden) {
  int padded = EK_NAME(lstm_padded)(hidden);
  for (int n = 0; n < inner; n += 2 * EK_LANES) {
    int width = inner - n <= EK_LANES ? EK_LANES : 2 * EK_LANES;
    for (int unit = 0; unit < padded; unit++) {
      int block = unit / EK_LANES, lane = unit % EK_LANES;
      for (int gate = 0; gate < 4; gate++) {
        float *to = packed + ((ptrdiff_t)(block * 4 + gate) * EK_LANES + lane) * width;
        for (int j = 0; j < width; j++) {
          to[j] = unit < hidden && n + j < inner ? w[(ptrdiff_t)(n + j) * 4 * hidden + gate * hidden + unit] : 0;
        }
      }
    }
    packed += (ptrdiff_t)4 * padded * width;
  }
}

typedef struct {
  const float *h;  // the step before, or null at the start
  ptrdiff_t h_row;
  const float *wh;  // this block's panels
  float *gates;
  ptrdiff_t gates_row;
  const float *cell;  // the step before, or null
  float *next;
  ptrdiff_t cell_row;
  float *y;
  ptrdiff_t y_row;
  int hidden, left, save;
} lstm_block;

EK_INLINE void lstm_finish(const lstm_block *b, int r, vf i, vf f, vf g, vf o) {
  vf c = i * g;
  if (b->cell) c = f * load(b->cell + r * b->cell_row) + c;
  store(b->next + r * b->cell_row, c);
  store_up_to(b->y + r * b->y_row, o * tanh_vector(c), b->left);
  if (b->save) {
    float *to = b->gates + r * b->gates_row;
    store(to, i);
    store(to + EK_LANES, f);
    store(to + 2 * EK_LANES, g);
    store(to + 3 * EK_LANES, o);
  }
}

/// EK_GATE_ROWS rows, and the weights of four gates, fill the registers.
EK_INLINE void lstm_rows(const int R, const lstm_block *b) {
  vf acc[EK_GATE_ROWS][4];
  _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
    _Pragma("clang loop unroll(full)") for (int q = 0; q < 4; q++) acc[r][q] = load(b->gates + r * b->gates_row + q * EK_LANES);
  }
  if (b->h) {
    const float *first = b->wh, *second = b->wh + (ptrdiff_t)b->hidden * 2 * EK_LANES;
    for (int k = 0; k < b->hidden; k++, first += 2 * EK_LANES, second += 2 * EK_LANES) {
      vf w0 = load(first), w1 = load(first + EK_LANES), w2 = load(second), w3 = load(second + EK_LANES);
      _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
        float x = b->h[r * b->h_row + k];
        acc[r][0] = x * w0 + acc[r][0];
        acc[r][1] = x * w1 + acc[r][1];
        acc[r][2] = x * w2 + acc[r][2];
        acc[r][3] = x * w3 + acc[r][3];
      }
    }
  }
  _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {
    lstm_finish(b, r, sigmoid_vector(acc[r][0]), sigmoid_vector(acc[r][1]), tanh_vector(acc[r][2]),
                sigmoid_vector(acc[r][3]));
  }
}

static void lstm_step_rows(int rows, const lstm_block *b) {
  switch (rows) {
    case 1: lstm_rows(1, b); break;
    case 2: lstm_rows(2, b); break;
#if EK_GATE_ROWS >= 4
    case 3: lstm_rows(3, b); break;
    case 4: lstm_rows(4, b); break;
#endif
    default: break;
  }
}

/// Copies rows of `hidden` numbers, between strides that differ; whole vectors where `pads`.
static void lstm_copy(float *to, ptrdiff_t to_example, const float *from, ptrdiff_t from_example, int examples,
                      int hidden, int pads) {
  for (int e = 0; e < examples; e++) {
    for (int unit = 0; unit < hidden; unit += EK_LANES) {
      vf row = load_up_to(from + e * from_example + unit, hidden - unit);
      if (pads) {
        store(to + e * to_example + unit, row);
      } else {
        store_up_to(to + e * to_example + unit, row, hidden - unit);
      }
    }
  }
}

static void EK_NAME(lstm_forward)(const ek_lstm *l) {
  int padded = EK_NAME(lstm_padded)(l->hidden), m = l->examples, width = 4 * padded;
  if (m <= 0) return;
  int tiles = (m + EK_GATE_ROWS - 1) / EK_GATE_ROWS;
  if (l->c0) lstm_copy(l->start, padded, l->c0, l->c0_example, m, l->hidden, 1);
  for (int done = 0; done < l->steps; done += EK_STEPS) {
    int count = least(EK_STEPS, l->steps - done);
    int first = l->reverse ? l->steps - done - count : done;  // the chunk's earliest step
    float *chunk = l->gates + (l->save ? (ptrdiff_t)first * m * width : 0);
    ek_product inputs = {
        .a = l->x + first * l->x_row, .a_example = l->x_example, .a_row = l->x_row, .taps = 1, .segment = l->inputs,
        .b = l->wx, .c = chunk, .c_example = width, .c_row = (ptrdiff_t)m * width,
        .examples = m, .rows = count, .columns = width, .bias = l->bias};
    EK_NAME(multiply)(&inputs);
    for (int s = 0; s < count; s++) {
      int step = l->reverse ? first + count - 1 - s : first + s, previous = l->reverse ? step + 1 : step - 1;
      int started = done + s > 0;
      const float *cells = l->cells + (ptrdiff_t)(l->save ? previous : previous & 1) * m * padded;
      float *next = l->cells + (ptrdiff_t)(l->save ? step : step & 1) * m * padded;
      for (int tile = 0; tile < tiles; tile++) {
        int e = cut(m, tiles, tile), rows = cut(m, tiles, tile + 1) - e;
        for (int unit = 0; unit < l->hidden; unit += EK_LANES) {
          lstm_block block = {
              .h = started ? l->y + e * l->y_example + previous * l->y_row : l->h0 ? l->h0 + e * l->h0_example : 0,
              .h_row = started ? l->y_example : l->h0_example,
              .wh = l->wh + (ptrdiff_t)unit * 4 * l->hidden,
              .gates = chunk + ((ptrdiff_t)(step - first) * m + e) * width + 4 * unit, .gates_row = width,
              .cell = started || l->c0 ? (started ? cells : l->start) + (ptrdiff_t)e * padded + unit : 0,
              .next = next + (ptrdiff_t)e * padded + unit,
              .cell_row = padded,
              .y = l->y + e * l->y_example + step * l->y_row + unit, .y_row = l->y_example,
              .hidden = l->hidden, .left = least(EK_LANES, l->hidden - unit), .save = l->save};
          lstm_step_rows(rows, &block);
        }
      }
    }
  }
  if (l->last_cell && l->steps > 0) {
    int step = l->reverse ? 0 : l->steps - 1;
    const float *cells = l->cells + (ptrdiff_t)(l->save ? step : step & 1) * m * padded;
    lstm_copy(l->last_cell, l->last_cell_example, cells, padded, m, l->hidden, 0);
  }
}

/// One step back through the gates of one row and block: dgates replace gates, dc is carried on.
EK_INLINE void lstm_block_back(float *gates, const float *cell, const float *before, vf dh, float *carried) {
  vf i = load(gates), f = load(gates + EK_LANES), g = load(gates + 2 * EK_LANES), o = load(gates + 3 * EK_LANES);
  vf t = tanh_vector(load(cell));
  vf dc = load(carried) + dh * o * (1.0f - t * t);
  store(gates, dc * g * i * (1.0f - i));
  store(gates + EK_LANES, before ? dc * load(before) * f * (1.0f - f) : zero());
  store(gates + 2 * EK_LANES, dc * i * (1.0f - g * g));
  store(gates + 3 * EK_LANES, dh * t * o * (1.0f - o));
  store(carried, dc * f);
}

static void lstm_back_chunk(const ek_lstm_gradient *l, int first, int count, int accumulate) {
  const ek_lstm *f = &l->forward;
  int padded = EK_NAME(lstm_padded)(f->hidden), m = f->examples, width = 4 * padded;
  float *outer_scratch = l->scratch + (ptrdiff_t)2 * m * padded;
  float *bias = outer_scratch + EK_NAME(outer_scratch)();
  const float *dgates = f->gates + (ptrdiff_t)first * m * width;
  ptrdiff_t step_row = (ptrdiff_t)m * width;
  if (l->dx) {
    ek_product back = {.a = dgates, .a_example = width, .a_row = step_row, .taps = 1, .segment = width, .b = l->wxt,
                       .c = l->dx + first * l->dx_row, .c_example = l->dx_example, .c_row = l->dx_row,
                       .examples = m, .rows = count, .columns = f->inputs, .accumulate = l->accumulate_dx};
    EK_NAME(multiply)(&back);
  }
  ek_outer_product weights = {.taps = 1, .b = dgates, .b_example = width, .b_row = step_row, .examples = m,
                              .rows = count, .columns = width, .c_row = 4 * f->hidden, .accumulate = accumulate,
                              .gates = 4, .units = f->hidden, .scratch = outer_scratch};
  if (l->dwx) {
    weights.a = f->x + first * f->x_row, weights.a_example = f->x_example, weights.a_row = f->x_row;
    weights.segment = f->inputs;
    weights.c = l->dwx;
    EK_NAME(outer)(&weights);
  }
  if (l->dwh) {
    // dgates of a step meet the output of the step before it; the very first step meets what it started from.
    int skip_front = !f->reverse && first == 0, skip_back = f->reverse && first + count == f->steps;
    weights.a = f->y + (first + skip_front + (f->reverse ? 1 : -1)) * f->y_row;
    weights.a_example = f->y_example, weights.a_row = f->y_row;
    weights.b = dgates + skip_front * step_row;
    weights.rows = count - skip_front - skip_back;
    weights.segment = f->hidden;
    weights.c = l->dwh;
    EK_NAME(outer)(&weights);
    if (f->h0 && (skip_front || skip_back)) {
      weights.a = f->h0, weights.a_example = f->h0_example, weights.a_row = 0;
      weights.b = dgates + (skip_front ? 0 : count - 1) * step_row;
      weights.rows = 1;
      weights.accumulate = 1;
      EK_NAME(outer)(&weights);
    }
  }
  if (l->dbias) {
    EK_NAME(column_sums)(bias, dgates, width, step_row, m, count, width, 0);
    for (int gate = 0; gate < 4; gate++) {
      for (int unit = 0; unit < f->hidden; unit++) {
        float sum = bias[(unit / EK_LANES * 4 + gate) * EK_LANES + unit % EK_LANES];
        float *to = l->dbias + gate * f->hidden + unit;
        *to = accumulate ? *to + sum : sum;
      }
    }
  }
}

static void EK_NAME(lstm_backward)(const ek_lstm_gradient *l) {
  const ek_lstm *f = &l->forward;
  int padded = EK_NAME(lstm_padded)(f->hidden), m = f->examples, width = 4 * padded;
  if (m <= 0 || f->steps <= 0) {
    if (!l->accumulate) {
      for (ptrdiff_t i = 0; l->dwx && i < (ptrdiff_t)f->inputs * 4 * f->hidden; i++) l->dwx[i] = 0;
      for (ptrdiff_t i = 0; l->dwh && i < (ptrdiff_t)f->hidden * 4 * f->hidden; i++) l->dwh[i] = 0;
      for (ptrdiff_t i = 0; l->dbias && i < 4 * f->hidden; i++) l->dbias[i] = 0;
    }
    return;
  }
  float *dh = l->scratch, *dc = dh + (ptrdiff_t)m * padded;
  for (ptrdiff_t i = 0; i < (ptrdiff_t)2 * m * padded; i++) dh[i] = 0;
  if (l->dlast_cell) lstm_copy(dc, padded, l->dlast_cell, l->dlast_cell_example, m, f->hidden, 1);
  if (f->c0) lstm_copy(f->start, padded, f->c0, f->c0_example, m, f->hidden, 1);
  for (int done = 0; done < f->steps; done += EK_STEPS) {
    int count = least(EK_STEPS, f->steps - done);
    int first = f->reverse ? done : f->steps - done - count;
    for (int s = 0; s < count; s++) {
      int step = f->reverse ? first + s : first + count - 1 - s, previous = f->reverse ? step + 1 : step - 1;
      int has_previous = done + s + 1 < f->steps;
      float *gates = f->gates + (ptrdiff_t)step * m * width;
      for (int e = 0; e < m; e++) {
        const float *dy = l->dy + e * l->dy_example + step * l->dy_row;
        const float *cell = f->cells + ((ptrdiff_t)step * m + e) * padded;
        const float *before = has_previous ? f->cells + ((ptrdiff_t)previous * m + e) * padded
                              : f->c0 ? f->start + (ptrdiff_t)e * padded : 0;
        for (int unit = 0; unit < f->hidden; unit += EK_LANES) {
          ptrdiff_t at = (ptrdiff_t)e * padded + unit;
          vf given = load_up_to(dy + unit, f->hidden - unit);
          lstm_block_back(gates + (ptrdiff_t)e * width + 4 * unit, cell + unit, before ? before + unit : 0,
                          load(dh + at) + given, dc + at);
        }
      }
      if (has_previous || l->dh0) {
        ek_product back = {.a = gates, .a_example = width, .a_row = width, .taps = 1, .segment = width, .b = l->wht,
                           .c = dh, .c_example = padded, .c_row = padded, .examples = m, .rows = 1,
                           .columns = f->hidden};
        EK_NAME(multiply)(&back);
      }
    }
    lstm_back_chunk(l, first, count, l->accumulate || done > 0);
  }
  if (l->dh0) lstm_copy(l->dh0, l->dh0_example, dh, padded, m, f->hidden, 0);
  if (l->dc0) lstm_copy(l->dc0, l->dc0_example, dc, padded, m, f->hidden, 0);
}
