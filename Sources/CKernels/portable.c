// No instruction set is asked for: the compiler's baseline, SSE2 on x86-64 and NEON on arm64.
#include "kernels/table.h"

#define EK_SUFFIX portable
#define EK_LANES 4
#define EK_ROWS 4
#define EK_GATE_ROWS 2
#include "kernels/build.h"
