// Every kernel that is compiled per instruction set: X(result, name, parameters, arguments).
// The public functions, their tables and the tables' type are all made from this list.
X(size_t, packed_size, (int64_t inner, int64_t columns), (inner, columns))
X(void, pack, (float *packed, const float *source, int32_t taps, ptrdiff_t tap_stride, int32_t segment,
  ptrdiff_t row_stride, int32_t columns, ptrdiff_t column_stride),
  (packed, source, taps, tap_stride, segment, row_stride, columns, column_stride))
X(void, multiply, (const ek_product *product), (product))
X(size_t, outer_scratch, (void), ())
X(void, outer, (const ek_outer_product *product), (product))
X(void, column_sums, (float *sums, const float *b, ptrdiff_t b_example, ptrdiff_t b_row, int32_t examples,
  int32_t rows, int32_t columns, int32_t accumulate),
  (sums, b, b_example, b_row, examples, rows, columns, accumulate))
X(int32_t, lstm_padded, (int32_t hidden), (hidden))
X(int32_t, lstm_chunk, (void), ())
X(size_t, lstm_scratch, (int32_t examples, int32_t hidden), (examples, hidden))
X(void, lstm_pack, (float *packed, const float *w, int32_t inner, int32_t hidden), (packed, w, inner, hidden))
X(void, lstm_pack_bias, (float *packed, const float *bias, int32_t hidden), (packed, bias, hidden))
X(void, lstm_pack_transposed, (float *packed, const float *w, int32_t inner, int32_t hidden),
  (packed, w, inner, hidden))
X(void, lstm_forward, (const ek_lstm *lstm), (lstm))
X(void, lstm_backward, (const ek_lstm_gradient *lstm), (lstm))
X(void, max_pool, (const ek_pooling *pool, float *y, int32_t *winner, const float *x, int32_t rectify, int32_t from,
  int32_t to), (pool, y, winner, x, rectify, from, to))
X(void, max_pool_gradient, (const ek_pooling *pool, float *dx, const float *dy, const int32_t *winner),
  (pool, dx, dy, winner))
X(void, average_pool, (const ek_pooling *pool, float *y, const float *x, int32_t count_padding),
  (pool, y, x, count_padding))
X(void, average_pool_gradient, (const ek_pooling *pool, float *dx, const float *dy, int32_t count_padding),
  (pool, dx, dy, count_padding))
X(void, channel_moments, (float *mean, float *squares, const float *x, ptrdiff_t example, int32_t examples,
  int32_t rows, int32_t channels), (mean, squares, x, example, examples, rows, channels))
X(void, channel_affine, (float *y, const float *x, const float *add, const float *scale, const float *shift,
  int32_t rows, int32_t channels, int32_t rectify, float slope),
  (y, x, add, scale, shift, rows, channels, rectify, slope))
X(void, normalise_sums, (float *sums, float *products, const float *dy, const float *x, const float *mean,
  const float *inverse, ptrdiff_t dy_example, ptrdiff_t x_example, int32_t examples, int32_t rows, int32_t channels,
  int32_t accumulate),
  (sums, products, dy, x, mean, inverse, dy_example, x_example, examples, rows, channels, accumulate))
X(void, normalise_gradient, (float *dx, const float *dy, const float *x, const float *a, const float *b,
  const float *c, int32_t rows, int32_t channels), (dx, dy, x, a, b, c, rows, channels))
X(void, apply, (ek_function function, float *y, const float *x, size_t n), (function, y, x, n))
X(void, apply_gradient, (ek_function function, float *dx, const float *dy, const float *x, const float *y, size_t n),
  (function, dx, dy, x, y, n))
X(void, leaky, (float *y, const float *x, float slope, size_t n), (y, x, slope, n))
X(void, mask, (float *dx, const float *dy, const float *reference, float slope, size_t n),
  (dx, dy, reference, slope, n))
X(void, add, (float *y, const float *a, const float *b, size_t n), (y, a, b, n))
X(void, subtract, (float *y, const float *a, const float *b, size_t n), (y, a, b, n))
X(void, multiply_elements, (float *y, const float *a, const float *b, size_t n), (y, a, b, n))
X(void, scale, (float *y, const float *x, float factor, float offset, size_t n), (y, x, factor, offset, n))
X(void, accumulate, (float *y, const float *x, float factor, size_t n), (y, x, factor, n))
X(void, dropout, (float *y, const float *x, uint64_t key, uint32_t threshold, float factor, size_t n),
  (y, x, key, threshold, factor, n))
X(void, row_sum, (float *y, const float *x, float factor, int32_t rows, int32_t columns),
  (y, x, factor, rows, columns))
X(void, row_spread, (float *dx, const float *dy, float factor, int32_t rows, int32_t columns),
  (dx, dy, factor, rows, columns))
X(void, copy_rows, (float *y, ptrdiff_t y_row, const float *x, ptrdiff_t x_row, int32_t rows, int32_t columns,
  int32_t accumulate), (y, y_row, x, x_row, rows, columns, accumulate))
X(void, transpose, (float *y, const float *x, int32_t rows, int32_t columns), (y, x, rows, columns))
X(double, sum, (const float *x, size_t n), (x, n))
X(double, sum_squares, (const float *x, size_t n), (x, n))
X(void, softmax, (float *y, const float *x, int32_t rows, int32_t columns), (y, x, rows, columns))
X(void, softmax_gradient, (float *dx, const float *dy, const float *y, int32_t rows, int32_t columns),
  (dx, dy, y, rows, columns))
X(void, cross_entropy, (float *loss, float *probabilities, const float *logits, const ek_class_targets *targets,
  int32_t rows, int32_t columns), (loss, probabilities, logits, targets, rows, columns))
X(void, cross_entropy_gradient, (float *dlogits, const float *dloss, const float *probabilities,
  const ek_class_targets *targets, int32_t rows, int32_t columns),
  (dlogits, dloss, probabilities, targets, rows, columns))
X(void, binary_losses, (const ek_binary_loss *options, float *loss, const float *logits, const float *targets,
  int32_t rows, int32_t columns), (options, loss, logits, targets, rows, columns))
X(void, binary_losses_gradient, (const ek_binary_loss *options, float *dlogits, const float *dloss, const float *logits,
  const float *targets, int32_t rows, int32_t columns), (options, dlogits, dloss, logits, targets, rows, columns))
X(double, penalty_l1, (const float *w, const float *anchor, size_t n), (w, anchor, n))
X(double, penalty_l2, (const float *w, const float *anchor, size_t n), (w, anchor, n))
X(void, penalty_l1_gradient, (float *dw, const float *w, const float *anchor, float factor, size_t n),
  (dw, w, anchor, factor, n))
X(void, penalty_l2_gradient, (float *dw, const float *w, const float *anchor, float factor, size_t n),
  (dw, w, anchor, factor, n))
X(void, sgd_step, (const ek_sgd *options, float *w, float *momentum, const float *gradient, size_t n),
  (options, w, momentum, gradient, n))
X(void, adam_step, (const ek_adam *options, float *w, float *m, float *v, const float *gradient, size_t n),
  (options, w, m, v, gradient, n))
X(void, proximal_l1, (float *w, const float *anchor, float threshold, const float *v, float correction2_root,
  float epsilon, size_t n), (w, anchor, threshold, v, correction2_root, epsilon, n))
X(float, dot, (const float *x, const float *y, size_t n), (x, y, n))
X(void, unpack12, (int16_t *y, const uint8_t *x, size_t pairs), (y, x, pairs))
X(uint32_t, scale_samples, (float *y, const int16_t *x, ptrdiff_t step, size_t n, int32_t missing, int32_t baseline,
  float divisor), (y, x, step, n, missing, baseline, divisor))
X(void, products, (int32_t *sums, const int8_t *x, const int8_t *y, size_t n), (sums, x, y, n))
X(size_t, near_codes, (uint32_t *places, const uint64_t *codes, size_t n, const uint64_t *code, int32_t limit),
  (places, codes, n, code, limit))
X(void, proximal_l2, (float *w, const float *anchor, float keep, size_t n), (w, anchor, keep, n))
X(double, peak_loop, (int64_t iterations, float *sink), (iterations, sink))
