/** Whether what stands at this path of a configuration may be secret: then no message repeats it. */
export const isSecret = (path: string): boolean => /key|password|url|token|secret/i.test(path);
