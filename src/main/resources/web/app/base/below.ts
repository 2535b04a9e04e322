// Addresses of the service, where the page may lie below a path of a proxy's ('' or '/limn').

const path = (globalThis.location?.pathname ?? '/').replace(/\/(index\.html)?$/, '');

/** Links in the service's answers have the path already, once it is told of it (limn.http.public-path). */
export const below = (address: string): string => (path && !address.startsWith(`${path}/`) ? path + address : address);
