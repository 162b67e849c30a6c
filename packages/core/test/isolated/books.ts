export default { title: 'Acts and rules', pages: new Set([1, 2]), from: new Date('2026-04-01T00:00:00Z') };
