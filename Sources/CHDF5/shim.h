#include <hdf5.h>

// What HDF5 has as macros that Swift cannot import.
static inline hid_t ek_h5_default(void) { return H5P_DEFAULT; }
static inline hid_t ek_h5_native_double(void) { return H5T_NATIVE_DOUBLE; }
static inline unsigned ek_h5_read_only(void) { return H5F_ACC_RDONLY; }
static inline hid_t ek_h5_error_default(void) { return H5E_DEFAULT; }
