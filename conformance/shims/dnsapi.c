/* A dnsapi.dll that lies beside the program and takes the place of Wine's.
 *
 * Why: the engine asks DnsQueryConfig for the name servers and wants the list allocated for it.
 * Wine 8 does not know that flag, says that all went well, and leaves the caller with a pointer to
 * nothing. Answering with an error sends the engine down its own path for a host without name
 * servers. It imports nothing else from here.
 */
#include <windows.h>

#define NOT_SUPPORTED 9004L /* DNS_ERROR_RCODE_NOT_IMPLEMENTED */

__declspec(dllexport) LONG WINAPI DnsQueryConfig(int config, DWORD flag, PCWSTR adapter,
                                                 PVOID reserved, PVOID buffer, PDWORD length)
{
    (void)config;
    (void)flag;
    (void)adapter;
    (void)reserved;
    (void)buffer;
    (void)length;
    return NOT_SUPPORTED;
}
