// Arithmetic kernels of Einthoven. Everything is float32, channels last: (example, time, channel).
//
// Every kernel is compiled once per instruction set (AVX-512, AVX2, portable) from the same source; the best one that
// the machine has is chosen at run time. EINTHOVEN_ISA=avx512|avx2|portable forces one.
//
// Conventions: sizes and strides count floats; no kernel allocates, reads or writes outside what it is given, or keeps
// state. Sums over the inner dimension are one chain of multiply-adds in ascending order, so a result never depends on
// how rows are cut into tiles, shards or threads.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { EK_PORTABLE = 0, EK_AVX2 = 1, EK_AVX512 = 2 } ek_isa;

/// The instruction set in use.
ek_isa ek_current_isa(void);
/// Whether this machine can run `isa`.
int ek_has_isa(ek_isa isa);
/// Switches to `isa`; returns 0 and changes nothing where the machine lacks it. Packed weights must be packed again.
int ek_force_isa(ek_isa isa);
/// Floats in a vector of the instruction set in use.
int ek_lanes(void);

typedef enum { EK_LINEAR = 0, EK_RELU = 1, EK_TANH = 2, EK_SIGMOID = 3, EK_GELU = 4, EK_EXP = 5 } ek_function;

/// Rows of `a` times a packed matrix, with what follows while the result is still in registers.
///
/// Row r of example e is `taps` runs of `segment` floats: a + e·a_example + r·a_row + tap·a_tap. A convolution over
/// channels-last data is this with overlapping rows.
typedef struct {
  const float *a;
  ptrdiff_t a_example, a_row, a_tap;
  int32_t taps, segment;
  const float *b;  // packed by ek_pack: taps·segment × columns
  float *c;
  ptrdiff_t c_example, c_row;
  int32_t examples, rows, columns;
  int32_t accumulate;  // start from what c holds
  const float *bias;   // one a column, or null
  const float *add;    // added before the activation, or null
  ptrdiff_t add_example, add_row;
  int32_t rectify;  // 1: negative values are multiplied by slope
  float slope;
  const float *mask;  // last: where mask ≤ 0 the value is multiplied by mask_slope; or null
  ptrdiff_t mask_example, mask_row;
  float mask_slope;
} ek_product;

/// Floats that a packed matrix takes.
size_t ek_packed_size(int64_t inner, int64_t columns);
/// Packs source[tap·tap_stride + k·row_stride + n·column_stride] for ek_multiply.
void ek_pack(float *packed, const float *source, int32_t taps, ptrdiff_t tap_stride, int32_t segment,
             ptrdiff_t row_stride, int32_t columns, ptrdiff_t column_stride);
void ek_multiply(const ek_product *product);

/// c[m][n] (+)= Σ over examples e and rows r of a[e][r][m] · b[e][r][n]: the gradient to weights.
typedef struct {
  const float *a;
  ptrdiff_t a_example, a_row, a_tap;
  int32_t taps, segment;  // m runs over taps·segment
  const float *b;
  ptrdiff_t b_example, b_row;
  int32_t examples, rows, columns;
  float *c;
  ptrdiff_t c_row;
  int32_t accumulate;
  int32_t gates;   // 0; or 4: b's columns are an LSTM's blocks and c's its gates, `units` each
  int32_t units;
  float *scratch;  // ek_outer_scratch() floats
} ek_outer_product;
size_t ek_outer_scratch(void);
void ek_outer(const ek_outer_product *product);
/// sums[n] (+)= Σ b[e][r][n].
void ek_column_sums(float *sums, const float *b, ptrdiff_t b_example, ptrdiff_t b_row, int32_t examples, int32_t rows,
                    int32_t columns, int32_t accumulate);

/// A long short-term memory over a whole sequence, one direction, gates i f g o.
///
/// Inside, gates are kept in blocks of one vector of units: block u holds i, f, g, o of its units, so one block's four
/// gates meet in registers. `padded` = hidden rounded up to whole vectors. Saved arrays are ordered (step, example, ·).
typedef struct {
  int32_t examples, steps, inputs, hidden, reverse;
  const float *x;
  ptrdiff_t x_example, x_row;
  const float *wx, *wh, *bias;  // packed by ek_lstm_pack
  float *y;
  ptrdiff_t y_example, y_row;
  float *gates;  // 4·padded a step and example; when save is 0, for ek_lstm_chunk() steps only
  float *cells;  // padded a step and example; when save is 0, for two steps
  int32_t save;
  const float *h0, *c0;  // what the first step starts from, `hidden` an example; both null for zeros
  ptrdiff_t h0_example, c0_example;
  float *start;  // with c0: room for padded an example
  float *last_cell;  // where the last step's cells go, `hidden` an example; or null
  ptrdiff_t last_cell_example;
} ek_lstm;
/// What the backward pass needs beside the forward's own; `gates` is overwritten by its gradient.
typedef struct {
  ek_lstm forward;
  const float *wxt, *wht;  // packed by ek_lstm_pack_transposed
  const float *dy;
  ptrdiff_t dy_example, dy_row;
  float *dx;  // or null
  ptrdiff_t dx_example, dx_row;
  int32_t accumulate_dx;
  float *dwx, *dwh, *dbias;  // (inputs, 4·hidden), (hidden, 4·hidden), 4·hidden; or null
  int32_t accumulate;
  const float *dlast_cell;  // or null
  ptrdiff_t dlast_cell_example;
  float *dh0, *dc0;  // or null
  ptrdiff_t dh0_example, dc0_example;
  float *scratch;  // ek_lstm_scratch; with c0, forward.start is room of its own
} ek_lstm_gradient;
int32_t ek_lstm_padded(int32_t hidden);
int32_t ek_lstm_chunk(void);
size_t ek_lstm_scratch(int32_t examples, int32_t hidden);
/// w is (inner, 4·hidden), gate after gate.
void ek_lstm_pack(float *packed, const float *w, int32_t inner, int32_t hidden);
void ek_lstm_pack_bias(float *packed, const float *bias, int32_t hidden);
/// Packed size: ek_packed_size(4·padded, inner).
void ek_lstm_pack_transposed(float *packed, const float *w, int32_t inner, int32_t hidden);
void ek_lstm_forward(const ek_lstm *lstm);
void ek_lstm_backward(const ek_lstm_gradient *lstm);

/// Pooling windows along time. Rows outside the input take no part.
typedef struct {
  int32_t window, stride, before;  // `before`: rows of padding in front
  int32_t rows_in, rows_out, channels;
} ek_pooling;
/// y = max over the window, then ReLU where rectify is set; winner = row within the window (or null). Rows [from, to).
void ek_max_pool(const ek_pooling *pool, float *y, int32_t *winner, const float *x, int32_t rectify, int32_t from,
                 int32_t to);
/// dx = Σ dy over the windows that each row won.
void ek_max_pool_gradient(const ek_pooling *pool, float *dx, const float *dy, const int32_t *winner);
/// Mean over the rows inside the input (count_padding 0) or over the whole window.
void ek_average_pool(const ek_pooling *pool, float *y, const float *x, int32_t count_padding);
void ek_average_pool_gradient(const ek_pooling *pool, float *dx, const float *dy, int32_t count_padding);

/// Per channel over `rows` rows: sum and sum of squared differences from that mean (two passes).
void ek_channel_moments(float *mean, float *squares, const float *x, ptrdiff_t example, int32_t examples, int32_t rows,
                        int32_t channels);
/// y = rectified(x·scale + shift + add); add may be null.
void ek_channel_affine(float *y, const float *x, const float *add, const float *scale, const float *shift, int32_t rows,
                       int32_t channels, int32_t rectify, float slope);
/// sums[c] (+)= Σ dy, products[c] (+)= Σ dy·(x − mean)·inverse; dy counts only where mask > 0 when mask is given.
void ek_normalise_sums(float *sums, float *products, const float *dy, const float *x, const float *mean,
                       const float *inverse, ptrdiff_t dy_example, ptrdiff_t x_example, int32_t examples, int32_t rows,
                       int32_t channels, int32_t accumulate);
/// dx = a·dy + b·x + c per channel.
void ek_normalise_gradient(float *dx, const float *dy, const float *x, const float *a, const float *b, const float *c,
                           int32_t rows, int32_t channels);

// Elementwise over n floats; outputs may be the same memory as inputs.
void ek_apply(ek_function function, float *y, const float *x, size_t n);
/// dx = dy · derivative, from the input x and the output y of the function.
void ek_apply_gradient(ek_function function, float *dx, const float *dy, const float *x, const float *y, size_t n);
void ek_leaky(float *y, const float *x, float slope, size_t n);
/// dx = dy where reference > 0, else dy·slope.
void ek_mask(float *dx, const float *dy, const float *reference, float slope, size_t n);
void ek_add(float *y, const float *a, const float *b, size_t n);
void ek_subtract(float *y, const float *a, const float *b, size_t n);
void ek_multiply_elements(float *y, const float *a, const float *b, size_t n);
/// y = factor·x + offset.
void ek_scale(float *y, const float *x, float factor, float offset, size_t n);
/// y += factor·x.
void ek_accumulate(float *y, const float *x, float factor, size_t n);
void ek_dropout(float *y, const float *x, uint64_t key, uint32_t threshold, float factor, size_t n);
/// Row-wise softmax over `columns`.
void ek_softmax(float *y, const float *x, int32_t rows, int32_t columns);
void ek_softmax_gradient(float *dx, const float *dy, const float *y, int32_t rows, int32_t columns);

/// What rows of logits are compared with.
typedef struct {
  const float *targets;     // a class a row, or a share for each class of each row
  int32_t is_distribution;  // 1: shares
  const float *weights;     // one a class, or null
  float smoothing;          // the share of a target that is spread over all classes
  float gamma;              // focal: a row counts (1 − p)^gamma, p of its class; for classes without smoothing
} ek_class_targets;
/// loss[r] = −Σ weight·target·log p over the classes; the probabilities are kept for the gradient.
/// A class outside 0..<columns makes the loss NaN.
void ek_cross_entropy(float *loss, float *probabilities, const float *logits, const ek_class_targets *targets,
                      int32_t rows, int32_t columns);
void ek_cross_entropy_gradient(float *dlogits, const float *dloss, const float *probabilities,
                               const ek_class_targets *targets, int32_t rows, int32_t columns);
/// How the two parts of a binary loss are weighed.
typedef struct {
  float positive, negative;              // weights of the parts
  float positive_gamma, negative_gamma;  // each part counts (the probability of the other)^gamma
  float clip;                            // what a negative's probability is lowered by, down to 0
  const float *weights;                  // of the positive part, one a column, or null
} ek_binary_loss;
/// loss[i] = −(w·t·(1−p)^γ₊·log p + (1−t)·p'^γ₋·log(1−p')), p = σ(x), p' = max(0, p − clip).
void ek_binary_losses(const ek_binary_loss *options, float *loss, const float *logits, const float *targets, int32_t rows,
                    int32_t columns);
void ek_binary_losses_gradient(const ek_binary_loss *options, float *dlogits, const float *dloss, const float *logits,
                             const float *targets, int32_t rows, int32_t columns);
/// y[c] = factor · Σ over rows (mean over time); gradient spreads it back.
void ek_row_sum(float *y, const float *x, float factor, int32_t rows, int32_t columns);
void ek_row_spread(float *dx, const float *dy, float factor, int32_t rows, int32_t columns);
/// Copies rows of `columns` floats between strides.
void ek_copy_rows(float *y, ptrdiff_t y_row, const float *x, ptrdiff_t x_row, int32_t rows, int32_t columns,
                  int32_t accumulate);
/// y (columns × rows) = xᵀ.
void ek_transpose(float *y, const float *x, int32_t rows, int32_t columns);
/// Sum of n floats, pairwise in float64.
double ek_sum(const float *x, size_t n);
double ek_sum_squares(const float *x, size_t n);

// Penalties: the value (float64 sums), and gradient += factor · derivative. anchor may be null (zero).
double ek_penalty_l1(const float *w, const float *anchor, size_t n);
double ek_penalty_l2(const float *w, const float *anchor, size_t n);
void ek_penalty_l1_gradient(float *dw, const float *w, const float *anchor, float factor, size_t n);
void ek_penalty_l2_gradient(float *dw, const float *w, const float *anchor, float factor, size_t n);

// Optimizer updates over n weights.
typedef struct {
  float rate, decay;           // decay: added to the gradient (coupled)
  float momentum, dampening;   // SGD
  int32_t nesterov, first;     // first: the momentum buffer is empty
  float gradient_scale;        // clipping
} ek_sgd;
void ek_sgd_step(const ek_sgd *options, float *w, float *momentum, const float *gradient, size_t n);
typedef struct {
  float rate, decay, decoupled_decay, beta1, beta2, epsilon;
  float correction1, correction2_root;  // 1 − β₁ᵗ, √(1 − β₂ᵗ)
  float gradient_scale;
} ek_adam;
void ek_adam_step(const ek_adam *options, float *w, float *m, float *v, const float *gradient, size_t n);
/// w = anchor + soft(w − anchor, threshold): what moved less than the threshold returns to its anchor exactly.
/// Where v is given, weight i's threshold is divided by √(v_i)/correction + ε: Adam's own step for that weight.
void ek_proximal_l1(float *w, const float *anchor, float threshold, const float *v, float correction2_root,
                    float epsilon, size_t n);
/// w = anchor + (w − anchor)·keep.
void ek_proximal_l2(float *w, const float *anchor, float keep, size_t n);

// Samples of recordings, as they lie in a file.
/// Σ x·y in eight lanes, the same bits on every machine.
float ek_dot(const float *x, const float *y, size_t n);
/// y = two samples of 12 bits from each three bytes: b0 and b1's low half, b2 and b1's high half.
void ek_unpack12(int16_t *y, const uint8_t *x, size_t pairs);
/// y[i] = (x[i·step] − baseline) / divisor for i in 0..<n, NaN where x is `missing`; returns the sum of those x modulo 2³².
uint32_t ek_scale_samples(float *y, const int16_t *x, ptrdiff_t step, size_t n, int32_t missing, int32_t baseline,
                          float divisor);

// Likeness of signals and of their codes.
/// sums = Σ x·y, Σ x², Σ y²; n is at most 131 072.
void ek_products(int32_t *sums, const int8_t *x, const int8_t *y, size_t n);
/// Which of n codes of three words differ from `code` in at most `limit` bits; `places` has room for n. Returns how many.
size_t ek_near_codes(uint32_t *places, const uint64_t *codes, size_t n, const uint64_t *code, int32_t limit);

/// Makes the allocator keep up to 256 MB of what is freed rather than give it back to the system.
void ek_keep_freed(void);

/// Multiply-adds as fast as they go, for the peak of this machine; returns the floating-point operations done.
double ek_peak_loop(int64_t iterations, float *sink);

// Workers.
typedef struct ek_pool ek_pool;
typedef void (*ek_work)(void *context, int32_t part, int32_t worker);
/// A pool of `workers` threads, the calling one among them. Null when threads cannot be had.
ek_pool *ek_pool_create(int32_t workers);
void ek_pool_destroy(ek_pool *pool);
int32_t ek_pool_workers(const ek_pool *pool);
/// Calls work(context, part, worker) once for every part in 0..<parts; returns when all are done.
void ek_pool_run(ek_pool *pool, ek_work work, void *context, int32_t parts);
/// Processors that this process may run on.
int32_t ek_processors(void);

#ifdef __cplusplus
}
#endif
