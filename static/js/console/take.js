// Runs a step as its button would: a reason is said, what is final is asked for first.

export function take(desk, step) {
  if (!step) return undefined;
  if (step.reason) return desk.tell(step.reason);
  if (step.final) return desk.open("close-room");
  return desk.act(step.verb, step.with);
}
