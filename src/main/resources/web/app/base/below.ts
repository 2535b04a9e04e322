// Addresses of the service, where the page may lie below a path of a proxy's ('' or '/limn').

const path = (globalThis.location?.pathname ?? '/').replace(/\/(index\.html)?$/, '');

/** Links in the service's answers already begin with the path when limn.http.public-path is set. */
export const below = (address: string): string => (path && !address.startsWith(`${path}/`) ? path + address : address);
