#pragma once
#include "CKernels.h"

/// The kernels of one instruction set.
typedef struct {
  int lanes;
#define X(result, name, parameters, arguments) result(*name) parameters;
#include "functions.h"
#undef X
} ek_table;

extern const ek_table ek_table_portable;
#if defined(__x86_64__)
extern const ek_table ek_table_avx2;
extern const ek_table ek_table_avx512;
#endif
