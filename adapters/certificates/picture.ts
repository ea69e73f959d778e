import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { type Certificate, figuresOf } from '../../src/domain/path/certificate.ts';

// Wide as chats show a picture at once.
const WIDTH = 1200;
const HEIGHT = 630;
const ROOM = 1040;
// About so wide, of its height; bold ones a little more.
const WIDTH_OF_A_LETTER = 0.65;
const LONGEST_LINE = 62;
const MOST_LINES = 3;

// Brought along: a container has no fonts.
const FONTS = [
  import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
].map((url) => fileURLToPath(url));

/** A certificate as a picture to share. */
export function pictureOf(certificate: Certificate, issuer: string): Uint8Array {
  const font = { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: 'DejaVu Sans' };
  return new Resvg(drawingOf(certificate, issuer), { font }).render().asPng();
}

/** The same as SVG, where it can be read what stands in it. */
export function drawingOf(certificate: Certificate, issuer: string): string {
  const { name, role, title, capability, issuedAt, expiresAt, evidence } = certificate;
  const { hits, answers, low, high } = figuresOf(evidence);
  const lines = wrapped(`Can ${capability}`);
  const day = (at: Temporal.Instant) => at.toString().slice(0, 10);
  const range = `${Math.round(low * 100)} to ${Math.round(high * 100)} %`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="DejaVu Sans" fill="#1f2937">
  <rect width="${WIDTH}" height="${HEIGHT}" fill="#fbfaf7"/>
  <rect x="24" y="24" width="${WIDTH - 48}" height="${HEIGHT - 48}" fill="none" stroke="#4b6b5a" stroke-width="3"/>
  <g fill="#4b6b5a"><ellipse cx="1070" cy="180" rx="70" ry="22"/><ellipse cx="1072" cy="142" rx="52" ry="19"/><ellipse cx="1067" cy="109" rx="36" ry="16"/></g>
${[
  line(120, 26, `${role} · ${issuer}`, '#4b6b5a'),
  line(190, 50, title, '#1f2937', 'bold'),
  line(262, 38, name),
  ...lines.map((words, i) => line(330 + i * 36, 26, words)),
  line(480, 24, `${hits} of ${answers} known without having seen them for six days or more: ${range}`),
  line(540, 22, `${day(issuedAt)}, valid until ${day(expiresAt)}`, '#4b6b5a'),
].join('\n')}
</svg>`;
}

function line(y: number, size: number, words: string, fill = '#1f2937', weight = 'normal'): string {
  const fitting = Math.floor(ROOM / (WIDTH_OF_A_LETTER * Math.max(1, [...words].length)));
  return `  <text x="80" y="${y}" font-size="${Math.min(size, fitting)}" font-weight="${weight}" fill="${fill}">${escaped(words)}</text>`;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LONGEST_LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]} …`] : lines;
}

function escaped(text: string): string {
  // XML knows no control characters.
  return text
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
