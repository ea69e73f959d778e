import { judgement } from '../../domain/grade/judgement.ts';
import type { Finding } from '../../domain/grade/rubric.ts';
import type { Grade } from '../../domain/kinds/kind.ts';
import type { Member } from '../../domain/member.ts';
import { changed, current, isBeingMarked } from '../../domain/session.ts';
import { asAsked } from '../../domain/wordings.ts';
import { phrase } from '../../phrase.ts';
import { settled } from '../../views/session.ts';
import { refreshSoon } from '../member/dashboard.ts';
import { type Turn, tell, Unread } from '../turn.ts';
import { mark } from './answer.ts';
import { question } from './await-mark.ts';
import type { Open } from './open-question.ts';
import { ask } from './session.ts';

/** Marks an answer with what a model finds in it. Where it finds nothing in time, or nothing that decides, the learner compares. */
export async function ringMark(turn: Turn, id: string, latest: Temporal.Instant): Promise<void> {
  const member = await turn.records.members.lock(id);
  const session = member && (await turn.records.sessions.latest(id));
  const prompt = session && current(session);
  // Who said "quiz" meanwhile has the model answer before them already.
  if (!prompt || !isBeingMarked(session)) return;
  await refreshSoon(turn, member);
  const version = await turn.records.decks.version(prompt);
  if (!version) return ask(turn, member, session);
  const open = { session, prompt, item: asAsked(version.item, prompt.wording) };
  const grade = Temporal.Instant.compare(turn.now, latest) < 0 ? await gradeOf(turn, open) : undefined;
  if (grade && grade.verdict !== 'unsure') return markInPlace(turn, member, open, grade);
  const words = grade ? phrase`Saved. It cannot be marked for sure.` : phrase`Saved. It could not be marked just now.`;
  await tell(turn, id, settled(words), { replaces: session.letter });
  await ask(turn, member, changed(session, { marking: undefined }));
}

async function gradeOf(turn: Turn, open: Open): Promise<Grade | undefined> {
  const asked = await question(turn, open, open.prompt.comparing ?? '');
  if (!asked) return undefined;
  const findings = found(turn, asked);
  return findings && judgement(asked.answer, findings, asked.rubric);
}

function found(turn: Turn, asked: ConstructorParameters<typeof Unread>[0]): readonly Finding[] | undefined {
  if (!turn.findings.has(asked.answer)) throw new Unread(asked);
  return turn.findings.get(asked.answer);
}

// As if its own button had been pressed: the verdict takes the place of what was said meanwhile.
async function markInPlace(turn: Turn, member: Member, open: Open, grade: Grade): Promise<void> {
  const said = open.prompt.comparing ?? '';
  const pressed = open.session.letter === undefined ? undefined : await turn.records.letters.get(open.session.letter);
  const visit = { ...turn, member, conversation: { kind: 'personal' as const }, values: {}, ...(pressed && { pressed }) };
  await mark(visit, open, { reply: { type: 'typed', text: said }, grade, grader: 'model', said });
}
