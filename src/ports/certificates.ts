import type { Certificate, CertificateState } from '../domain/path/certificate.ts';
import type { WorkspaceId } from '../events.ts';

export interface Certificates {
  /** Of a member, the newest first. */
  of(member: string): Promise<readonly Certificate[]>;
  get(id: string): Promise<Certificate | undefined>;
  add(certificate: Certificate): Promise<void>;
}

/** Where certificates can be seen by who has their address. */
export type Showcase = {
  newId: () => string;
  /** Nothing where no public address is known. */
  urlOf: (workspace: WorkspaceId, id: string) => string | undefined;
  /** Whether there is a key to sign credentials with; else there are pictures only. */
  signs: boolean;
};

/** Looks up a certificate, and whether it still says what is so. */
export type LookUp = (
  workspace: WorkspaceId,
  id: string,
) => Promise<{ certificate: Certificate; state: CertificateState } | undefined>;
