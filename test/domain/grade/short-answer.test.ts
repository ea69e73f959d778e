import { describe, expect, it } from 'vitest';
import { gradeShortAnswer, type ShortAnswerContext } from '../../../src/domain/grade/short-answer.ts';

function verdict(said: string, accepted: string | readonly string[], context?: ShortAnswerContext): string {
  return gradeShortAnswer(said, typeof accepted === 'string' ? [accepted] : accepted, context).verdict;
}

describe('an answer that is right', () => {
  it.each([
    ['idempotent', 'Idempotent', 'in another case'],
    ['  Idempotent!! ', 'idempotent', 'with white space and punctuation'],
    ['the principle of least privilege', 'Principle of least privilege', 'with an article'],
    ['cafe creme', 'Café crème', 'without accents'],
    ['Malmo', 'Malmø', 'with a plain letter for a Scandinavian one'],
    ['strasse', 'Straße', 'with ss for ß'],
    ['Koeln', 'Köln', 'with oe for ö'],
    ['Köln', 'Koeln', 'with ö for oe'],
    ['Αθηνα', 'Αθήνα', 'in Greek without the accent'],
    ['ＨＴＴＰ', 'http', 'in full-width letters'],
    ['wi-fi', 'wifi', 'with a hyphen'],
    ['pass word', 'password', 'in two words'],
    ['tcpip', 'TCP/IP', 'without the stroke'],
    ['nodejs', 'Node.js', 'without the dot'],
    ['2-factor authentication', 'two-factor authentication', 'with a digit for the word'],
    ['1000', '1,000', 'without the sign for thousands'],
    ['1,5', '1.5', 'with a decimal comma'],
    ['50%', '50 %', 'without the space'],
    ['salt and pepper', 'salt & pepper', 'with the sign in words'],
    ["you can't undo it", 'you cannot undo it', 'with a contraction'],
    ['it is idempotent', 'idempotent', 'in a sentence'],
    ['I think its called idempotent', 'idempotent', 'in a doubtful sentence'],
    ['東京。', '東京', 'in Japanese'],
    ['Москва', 'москва', 'in Russian'],
    ['vitamin a', 'Vitamin A', 'that ends with a letter'],
    ['plan a or b', 'Plan A or B', 'that names letters'],
    ['the it department', 'IT department', 'with a name in small letters'],
    ['pass', 'pass', 'that is a word for giving up'],
    ['!=', '!=', 'of signs alone'],
    ['🙂', '🙂', 'of an emoji'],
  ])('%j for %j: %s', (said, accepted) => {
    expect(verdict(said, accepted)).toBe('correct');
  });

  it.each([
    ['reportt it', 'report it'],
    ['kubernets', 'Kubernetes'],
    ['idempotant', 'idempotent'],
    ['phising', 'phishing'],
    ['recieve', 'receive'],
    ['Lisbom', 'Lisbon'],
    ['Pariz', 'Paris'],
    ['photosinthesys', 'photosynthesis'],
    ['acommodation', 'accommodation'],
    ['two-facter autentication', 'two-factor authentication'],
    ['passwords', 'password'],
    ['sale', 'sales'],
    ['widows 11', 'Windows 11'],
  ])('%j for %j: a slip is forgiven', (said, accepted) => {
    expect(verdict(said, accepted)).toBe('correct');
  });

  it('may use the words of the question', () => {
    expect(verdict('the capital of France is Paris', 'Paris', { question: 'What is the capital of France?' })).toBe('correct');
  });

  it('may be any of the accepted wordings', () => {
    expect(verdict('repeat safe', ['idempotent', 'repeat-safe'])).toBe('correct');
  });
});

describe('a wildcard', () => {
  it.each([
    ['refund', 'refund*', 'correct'],
    ['refunding', 'refund*', 'correct'],
    ['colour', 'col*r', 'correct'],
    ['color', 'col*r', 'correct'],
    ['cold', 'col*r', 'incorrect'],
    ['tell the security team at once', 'tell*security*', 'correct'],
    ['refund is never given', 'refund*', 'unsure'],
    ['prefund', 'refund*', 'unsure'],
    ['anything', '*', 'unsure'],
    ['*', '*', 'correct'],
  ])('%j against %j is %s', (said, accepted, expected) => {
    expect(verdict(said, accepted)).toBe(expected);
  });
});

describe('an answer that is wrong', () => {
  it.each([
    ['', 'Paris'],
    ['   ', 'Paris'],
    ['?', 'Paris'],
    ['😀😀', 'Paris'],
    ["I don't know", 'Paris'],
    ['keine Ahnung', 'Paris'],
    ['London', 'Paris'],
    ['constructor', 'Paris'],
    ['__proto__', 'Paris'],
    ['toString', 'Paris'],
    ['capital of France', 'Paris'],
    ['commutative', 'idempotent'],
    ['C', 'C++'],
    ['C#', 'C++'],
    ['GET', 'PUT'],
    ['北京', '東京都庁'],
    ['a team', 'IT'],
  ])('%j for %j', (said, accepted) => {
    expect(verdict(said, accepted, { question: 'What is the capital of France?' })).toBe('incorrect');
  });

  it.each([
    ['TLS 1.2', 'TLS 1.3'],
    ['port 434', 'port 443'],
    ['IPv4', 'IPv6'],
    ['SHA-265', 'SHA-256'],
    ['14', '41'],
    ['1 12', '11 2'],
    ['three-factor authentication', 'two-factor authentication'],
    ['Windows 10', 'Windows 11'],
  ])('%j for %j: a slip in a number is none', (said, accepted) => {
    expect(verdict(said, accepted)).toBe('incorrect');
  });

  it.each([
    ['not idempotent', 'idempotent'],
    ['non-idempotent', 'idempotent'],
    ["it isn't idempotent", 'idempotent'],
    ['reply', 'do not reply'],
    ['reversible', 'irreversible'],
    ['irreversible', 'reversible'],
    ['mutable', 'immutable'],
    ['encryption', 'decryption'],
    ['internal', 'external'],
    ['increase', 'decrease'],
    ['ascending', 'descending'],
    ['inbound', 'outbound'],
    ['intranet', 'internet'],
    ['employee', 'employer'],
    ['hypotension', 'hypertension'],
  ])('%j for %j: the contrary is no slip', (said, accepted) => {
    expect(verdict(said, accepted)).toBe('incorrect');
  });

  it('is one that the author knows to be wrong, however near it is', () => {
    expect(verdict('authorisation', 'authentication', { wrong: ['Authorisation'] })).toBe('incorrect');
    expect(verdict('Dominica', ['Dominican'], { wrong: ['Dominica'] })).toBe('incorrect');
    expect(verdict('Dominika', ['Dominican'], { wrong: ['Dominica'] })).not.toBe('correct');
  });
});

describe('where the letters cannot say, it is unsure', () => {
  it.each([
    ['Iceland', 'Ireland', 'another word of nearly the same letters'],
    ['Austria', 'Australia', 'a syllable short'],
    ['Slovenia', 'Slovakia', 'two letters that are no slips'],
    ['synchronous', 'asynchronous', 'another first letter'],
    ['deployment', 'deploy', 'another form of the word'],
    ['http', 'HTTPS', 'a letter short of a name in capitals'],
    ['value', 'mean value', 'without a word that might frame an answer'],
    ['volume', 'named volume', 'without another'],
    ['logs', 'log', 'a short plural'],
    ['least privilege', 'principle of least privilege', 'a part of it'],
    ['DNS', 'domain name system', 'its initials'],
    ['idempotent or atomic', 'idempotent', 'it and something else'],
    ['report it to the security team', 'report it', 'more than it'],
    ['privilege least', 'least privilege', 'its words turned round'],
    ["don't delete it, report it", 'report it', 'a denial of something else'],
    ['x = y', 'x == y', 'other signs'],
    ['a > b', 'a < b', 'the sign turned round'],
    ['department', 'IT department', 'without a name that looks like a pronoun'],
    ['domain system', 'domain name system', 'a word short'],
    ['東京', '東京都', 'a part, where words have no spaces'],
    ['private key', 'public key', 'half of two words'],
  ])('%j for %j: %s', (said, accepted) => {
    expect(verdict(said, accepted)).toBe('unsure');
  });

  it('is a sentence in other words', () => {
    const model = 'A leak at one site does not open the others';
    expect(verdict('because if one site leaks the others are still ok', model)).toBe('unsure');
    expect(verdict('you never reuse it, so a thief gets a single account', model)).toBe('unsure');
  });

  it('is a long answer that repeats the words in another order', () => {
    expect(verdict('water the leaving salt evaporated was the', 'The water was evaporated, leaving the salt')).toBe('unsure');
  });
});

describe('a very long answer', () => {
  it('is looked at in part, and is never right', () => {
    expect(verdict('x'.repeat(40_000), 'Paris')).toBe('incorrect');
    expect(verdict('word '.repeat(8_000), 'Paris')).not.toBe('correct');
    expect(verdict(`Paris ${'and much more '.repeat(4_000)}`, 'Paris')).toBe('unsure');
    expect(verdict('a'.repeat(40_000), 'a*a*a*a*a*a*a*a*b')).not.toBe('correct');
    expect(verdict('́'.repeat(40_000), 'Paris')).toBe('incorrect');
  });

  it('of white space around a short one is that short one', () => {
    expect(verdict(`${' '.repeat(40_000)}Paris${'\n'.repeat(40_000)}`, 'Paris')).toBe('correct');
  });
});

describe('the probability', () => {
  it('follows the verdict', () => {
    expect(gradeShortAnswer('Paris', ['Paris']).probability).toBeGreaterThan(0.9);
    expect(gradeShortAnswer('London', ['Paris']).probability).toBeLessThan(0.1);
    const { probability } = gradeShortAnswer('least privilege', ['principle of least privilege']);
    expect(probability).toBeGreaterThan(0.3);
    expect(probability).toBeLessThan(0.9);
  });

  it('without anything accepted is nothing', () => {
    expect(gradeShortAnswer('Paris', [])).toEqual({ verdict: 'incorrect', probability: 0 });
  });
});
