#include "kernels/table.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define EK_SUFFIX avx2
#define EK_LANES 8
#define EK_ROWS 6
#define EK_GATE_ROWS 2
#pragma clang attribute push(__attribute__((target("avx2,fma,popcnt"))), apply_to = function)
#include "kernels/build.h"
#pragma clang attribute pop
#endif
