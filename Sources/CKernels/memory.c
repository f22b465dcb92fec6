// The process's memory.
#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "CKernels.h"

void ek_keep_freed(void) {
#if defined(__GLIBC__)
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);  // the most that it allows
#endif
}
