import { type Certificate, figuresOf } from '../domain/path/certificate.ts';
import type { Path } from '../domain/path/path.ts';
import type { Standing } from '../domain/path/standing.ts';
import { joined, link, md } from '../markdown.ts';
import type { Outbound } from '../outbound.ts';
import { phrase } from '../phrase.ts';
import { button, buttons, date, message, note, sentence, text } from './words.ts';

/** Certificates with their addresses; whoever has an address may see what is there. */
export function certificates(all: readonly { certificate: Certificate; url: string }[], signs: boolean): Outbound {
  const lines = all.map(({ certificate, url }) => {
    const { hits, answers } = figuresOf(certificate.evidence);
    const until = date(certificate.expiresAt.toZonedDateTimeISO('UTC').toPlainDate());
    return md`- **${certificate.title}**: ${hits} of ${answers} known without having seen them for six days or more, until ${until}. ${link(phrase`See and share it`, url)}`;
  });
  const signed = signs
    ? md`There is a picture to share, and a signed Open Badges credential to download. Both show your name and these figures, no answers.`
    : md`It is a picture to share, without a signature: an operator of Cairn can set ISSUER_KEY for that. It shows your name and these figures, no answers.`;
  return message([
    text(md`Your certificates:`),
    text(joined(lines, '\n')),
    note(signed),
    note(
      md`Whoever has the address can see it. It ends when its day comes, when you no longer recall it, or when an answer key was wrong.`,
    ),
  ]);
}

export function noCertificate({ path, standings }: { path: Path; standings: readonly Standing[] }): Outbound {
  const held = standings.filter((each) => each.isHeld).length;
  return message([
    text(
      md`A certificate is for a module of which you hold every stage up to mastery. Of ${path.title} you hold ${held} of ${standings.length} stages.`,
    ),
    buttons(button('path', phrase`Path`, { type: 'open-path' }, { primary: true })),
  ]);
}

export function noAddress(): Outbound {
  return sentence(
    md`You have earned one, but there is no address at which it could be seen: an operator of Cairn has to set PUBLIC_URL.`,
  );
}
