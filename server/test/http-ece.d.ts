/** As far as the tests use it; the package has no types. */
declare module 'http_ece' {
  import type { ECDH } from 'node:crypto';

  const ece: {
    /** Opens a body of RFC 8188 as a browser does (RFC 8291). @throws Error where it was made for somebody else. */
    decrypt(body: Buffer, parameters: { version: 'aes128gcm'; privateKey: ECDH; authSecret: Buffer }): Buffer;
  };
  export default ece;
}
