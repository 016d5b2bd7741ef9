import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Config } from '../../kernel/config.ts';
import { exitCodes } from '../cli.ts';
import { CliFault } from '../fault.ts';

/**
 * Finds out before anything is started whether certificate and key can be read and belong together.
 * @throws CliFault
 */
export function assertCertificate({ tls }: Pick<Config, 'tls'>): void {
  if (tls === undefined) return;
  try {
    createSecureContext({ cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliFault(
      {
        zh: `HELIU_TLS_CERT（${tls.certFile}）和 HELIU_TLS_KEY（${tls.keyFile}）不能一起使用：${reason}。请核对路径、权限，以及私钥是否属于该证书。`,
        en: `HELIU_TLS_CERT (${tls.certFile}) and HELIU_TLS_KEY (${tls.keyFile}) cannot be used together: ${reason}. Check the paths, the permissions, and that the key is the certificate’s own.`,
      },
      { cause, exitCode: exitCodes.usage },
    );
  }
}
