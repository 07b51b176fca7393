/** A recorded step that has no counterpart here; its message is the reason, for people. */
export class NotTaken extends Error {}
