import { type Certificate, figuresOf } from '../../src/domain/path/certificate.ts';

/** Who issues, and where: `url` is where Cairn is reached. */
export type Issuer = { name: string; url: string };

/** What the parts of a certificate are called on the web. */
export function addressesOf({ url }: Issuer, token: string) {
  const certificate = `${url}/certificates/${token}`;
  return {
    certificate,
    picture: `${certificate}/picture.png`,
    status: `${certificate}/status`,
    keys: `${url}/certificates/keys`,
  };
}

/** A certificate as an Open Badges 3.0 credential: https://www.imsglobal.org/spec/ob/v3p0/. What was answered is not in it. */
export function credentialOf(certificate: Certificate, token: string, issuer: Issuer) {
  const { certificate: id, picture, status } = addressesOf(issuer, token);
  const { name, role, title, capability, path, module, issuedAt, expiresAt, evidence } = certificate;
  const { hits, answers, low, high } = figuresOf(evidence);
  const range = `${Math.round(low * 100)} to ${Math.round(high * 100)} %`;
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `${title} (${role})`,
    issuer: profileOf(issuer),
    validFrom: secondsOf(issuedAt),
    validUntil: secondsOf(expiresAt),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' }],
      achievement: {
        id: `${issuer.url}/certificates/achievements/${path}/${module}`,
        type: ['Achievement'],
        name: title,
        description: `Can ${capability}`,
        criteria: {
          narrative:
            'Answered right without help, to questions not seen for six days or more, so often that the interval of what is known clears the gate of each stage. Completion does not count.',
        },
      },
    },
    evidence: [
      {
        type: ['Evidence'],
        name: 'Unaided recall',
        narrative: `${hits} of ${answers} answers to questions not seen for six days or more were right, which puts what is known at ${range} (95 % interval, Wilson).`,
      },
    ],
    image: { id: picture, type: 'Image' },
    credentialStatus: { id: status, type: '1EdTechRevocationList' },
  };
}

export function profileOf({ name, url }: Issuer) {
  return { id: `${url}/certificates/issuer`, type: ['Profile'], name, url };
}

function secondsOf(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' });
}
