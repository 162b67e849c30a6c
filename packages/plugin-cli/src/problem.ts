/** The plugin cannot be built, signed or packed as it is: said in words. */
export class BuildFailed extends Error {}
