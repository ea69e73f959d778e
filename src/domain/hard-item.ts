// Of fewer learners nobody can tell whether the item is hard or they were unlucky (science.md, "leeches").
const LEARNERS = 30;

/** Whether most learners had lost an item when they first met it again: then it is the item that wants changing. */
export function isHard({ learners, missed }: { learners: number; missed: number }): boolean {
  return learners >= LEARNERS && missed > learners / 2;
}
