#include "kernels/table.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define EK_SUFFIX avx512
#define EK_LANES 16
#define EK_ROWS 12
#define EK_GATE_ROWS 4
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,popcnt"))), apply_to = function)
#include "kernels/build.h"
#pragma clang attribute pop
#endif
