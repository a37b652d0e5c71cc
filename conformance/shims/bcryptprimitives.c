/* A bcryptprimitives.dll that lies beside the program.
 *
 * Why: Rust's standard library takes the seeds of its hash maps from ProcessPrng, which Windows
 * has had since version 7 and Wine 8 lacks. RtlGenRandom of advapi32 gives the same kind of bytes.
 */
#include <windows.h>

/* Its exported name; the headers call it RtlGenRandom. */
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
    while (length > 0) {
        ULONG part = length > 0x10000 ? 0x10000 : (ULONG)length;
        if (!SystemFunction036(data, part))
            return FALSE;
        data += part;
        length -= part;
    }
    return TRUE;
}
