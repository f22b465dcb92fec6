// Compiles every kernel for one instruction set. The includer sets EK_SUFFIX, EK_LANES and EK_ROWS, and the target.
#define EK_JOIN_(a, b) ek_##a##_##b
#define EK_JOIN(a, b) EK_JOIN_(a, b)
#define EK_NAME(name) EK_JOIN(name, EK_SUFFIX)

#define X(result, name, parameters, arguments) static result EK_NAME(name) parameters;
#include "functions.h"
#undef X

#include "vector.h"
#include "product.h"
#include "outer.h"
#include "lstm.h"
#include "pooling.h"
#include "elementwise.h"
#include "losses.h"
#include "update.h"
#include "decoding.h"
#include "likeness.h"
#include "dot.h"

const ek_table EK_JOIN(table, EK_SUFFIX) = {
    EK_LANES,
#define X(result, name, parameters, arguments) EK_NAME(name),
#include "functions.h"
#undef X
};
