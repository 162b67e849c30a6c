/**
 * Who may do what, written by hand and by nobody's code: the sweep holds the portal to it. A permission that is declared
 * and does not stand here fails it, and so does a role.
 *
 * A administrator · U auditor · C CFO · P approver · L tax lead · T contributor · O operator
 */
const MATRIX = `
  core.entity.read                 A U C P L T
  core.entity.create               A       L
  core.entity.update               A       L
  core.person.read                 A U C P L T
  core.person.invite               A
  core.person.update               A
  core.role.read                   A U
  core.role.update                 A
  core.plugin.read                 A U
  core.plugin.update               A
  core.plugin.export               A
  core.audit.read                  A U C P L T
  core.evidence.read               A U C P L T
  core.evidence.create             A       L T
  core.evidence.approve            A   C P
  core.job.read                    A U
  core.job.update                  A
  core.tenant.update               A
  core.mail.read                   A U
  compliance.instance.read         A U C P L T
  compliance.instance.act          A   C P L T
  compliance.instance.update       A       L T
  compliance.instance.approve      A   C P
  compliance.instance.file         A       L T
  compliance.instance.waive        A   C   L
  compliance.instance.assign       A       L
  compliance.registration.read     A U C P L T
  compliance.registration.create   A       L
  compliance.registration.update   A       L
  compliance.registration.delete   A       L
  compliance.subject.read          A U C P L T
  compliance.subject.create        A       L
  compliance.subject.update        A       L
  compliance.subject.delete        A       L
  compliance.import.run            A       L
  compliance.generation.run        A       L
  compliance.master.read           A U C P L T
  compliance.master.update         A       L
  compliance.extension.read        A U C P L T
  compliance.extension.apply       A       L
  compliance.payment.read          A U C P L T
  compliance.payment.update        A       L T
  compliance.report.read           A U C P L T
  operator.tenant.read             O
  operator.tenant.create           O
  operator.tenant.update           O
  operator.plugin.read             O
  operator.plugin.update           O
  operator.plugin.purge            O
  operator.log.read                O
  operator.mail.read               O
`;

/** The letter of each role, by what a grant names. */
export const ROLE_LETTERS = {
  'tenant-administrator': 'A',
  auditor: 'U',
  cfo: 'C',
  approver: 'P',
  'tax-lead': 'L',
  contributor: 'T',
  operator: 'O',
} as const;

export type RoleName = keyof typeof ROLE_LETTERS;

const rows = new Map(
  MATRIX.trim()
    .split('\n')
    .map((line) => {
      const [permission = '', ...letters] = line.trim().split(/\s+/);
      return [permission, new Set(letters)] as const;
    }),
);

export const permissionsOfMatrix = (): readonly string[] => [...rows.keys()];

/** @throws for a permission that nobody has thought about yet */
export const mayBy = (role: RoleName, permission: string): boolean => {
  const letters = rows.get(permission);
  if (!letters) throw new Error(`permission-matrix.ts: expected a line for "${permission}", received none`);
  return letters.has(ROLE_LETTERS[role]);
};
