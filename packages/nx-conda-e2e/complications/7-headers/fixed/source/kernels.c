#include <cuda_runtime_api.h>
#include <cusparse.h>

cusparseHandle_t handle;
