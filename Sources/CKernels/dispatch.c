// Chooses the instruction set once, and sends every public function to it.
#include <stdlib.h>
#include <string.h>

#include "kernels/table.h"

static const ek_table *current = 0;
static ek_isa current_isa = EK_PORTABLE;

int ek_has_isa(ek_isa isa) {
#if defined(__x86_64__)
  if (isa == EK_AVX512) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  }
  if (isa == EK_AVX2) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("popcnt");
  }
#endif
  return isa == EK_PORTABLE;
}

int ek_force_isa(ek_isa isa) {
  if (!ek_has_isa(isa)) return 0;
  const ek_table *table = &ek_table_portable;
#if defined(__x86_64__)
  if (isa == EK_AVX2) table = &ek_table_avx2;
  if (isa == EK_AVX512) table = &ek_table_avx512;
#endif
  current_isa = isa;
  current = table;
  return 1;
}

/// Runs before main, so that no kernel has to ask.
__attribute__((constructor)) static void choose(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
#endif
  const char *wanted = getenv("EINTHOVEN_ISA");
  static const char *names[] = {"portable", "avx2", "avx512"};
  for (int isa = EK_AVX512; wanted && isa >= EK_PORTABLE; isa--) {
    if (strcmp(wanted, names[isa]) == 0 && ek_force_isa((ek_isa)isa)) return;
  }
  for (int isa = EK_AVX512; isa >= EK_PORTABLE; isa--) {
    if (ek_force_isa((ek_isa)isa)) return;
  }
}

ek_isa ek_current_isa(void) { return current_isa; }
int ek_lanes(void) { return current->lanes; }

#define X(result, name, parameters, arguments) \
  result ek_##name parameters { return current->name arguments; }
#include "kernels/functions.h"
#undef X
