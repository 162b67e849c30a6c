/** What was asked for cannot be made: said in words. Nothing has been written. */
export class NotMade extends Error {}
