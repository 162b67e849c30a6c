import { provide } from '../plugin/service.ts';
import { binaryReply, get, idParams, post, rawBody, type RouteDefinition } from '../plugin/route.ts';
import { z } from 'zod';
import { audit, db, evidence } from '../plugin/services.ts';
import { job } from '../plugin/job.ts';
import {
  DownloadLink,
  EvidenceItem,
  EvidenceJobPayload,
  EvidencePage,
  EvidenceQuery,
  evidenceScanning,
  evidenceSettings,
  evidenceStore,
  uploadCount,
} from './contract.ts';
import { evidenceDeps, evidenceService } from './create-service.ts';
import { LOCK_JOB, SCAN_JOB } from './service.ts';
import { evidenceSubjects } from './subjects.ts';

export const evidenceServices = [
  provide(evidenceService, { deps: evidenceDeps, load: () => import('./create-service.ts') }),
  provide(evidence, { deps: { service: evidenceService }, load: () => import('./part-for-plugins.ts') }),
];

export const evidenceJobs = [
  job(LOCK_JOB, {
    payload: EvidenceJobPayload,
    retries: 20,
    deps: { db, store: evidenceStore },
    load: () => import('./lock-job.ts'),
  }),
  job(SCAN_JOB, {
    payload: EvidenceJobPayload,
    retries: 50,
    deps: { db, store: evidenceStore, scanning: evidenceScanning, settings: evidenceSettings },
    load: () => import('./scan-job.ts'),
  }),
];

const upload = { service: evidenceService, settings: evidenceSettings, db, count: uploadCount };
const FORM = 'fields first, then one file in the field "file"';

export const evidenceRoutes: readonly RouteDefinition[] = [
  get('/evidence', {
    summary: 'Files, newest first; the newest version of each unless versions=true',
    permission: 'core.evidence.read',
    about: 'entities',
    query: EvidenceQuery,
    reply: EvidencePage,
    deps: { db },
    load: () => import('./routes/list.ts'),
  }),
  get('/evidence/:id', {
    summary: 'One file',
    permission: 'core.evidence.read',
    about: 'entities',
    params: idParams,
    reply: EvidenceItem,
    deps: { db },
    load: () => import('./routes/show.ts'),
  }),
  post('/evidence', {
    summary: 'Uploads a file and attaches it to a subject of an entity',
    permission: 'core.evidence.create',
    about: 'entities',
    act: 'core.evidence.upload',
    status: 201,
    body: rawBody('multipart/form-data', `entityId, subjectType, subjectId, kind, label, period: ${FORM}`),
    reply: EvidenceItem,
    deps: { ...upload, subjects: evidenceSubjects },
    load: () => import('./routes/upload.ts'),
  }),
  post('/evidence/:id/versions', {
    summary: 'Uploads new content as the next version',
    permission: 'core.evidence.create',
    about: 'entities',
    act: 'core.evidence.upload-version',
    status: 201,
    params: idParams,
    body: rawBody('multipart/form-data', FORM),
    reply: EvidenceItem,
    deps: upload,
    load: () => import('./routes/upload-version.ts'),
  }),
  post('/evidence/:id/approve', {
    summary: 'Approves a file: from then on nobody can change or delete it',
    permission: 'core.evidence.approve',
    about: 'entities',
    params: idParams,
    reply: EvidenceItem,
    deps: { service: evidenceService, db },
    load: () => import('./routes/approve.ts'),
  }),
  post('/evidence/:id/download', {
    summary: 'A link that downloads the file, good for a few minutes',
    permission: 'core.evidence.read',
    about: 'entities',
    act: 'core.evidence.download',
    params: idParams,
    reply: DownloadLink,
    deps: { db, store: evidenceStore, audit },
    load: () => import('./routes/download.ts'),
  }),
  get('/evidence-files/:tenant/:entity/:subject/:file', {
    summary: 'The bytes behind a download link',
    public: 'the link is signed and expires',
    params: z.object({ tenant: z.string(), entity: z.string(), subject: z.string(), file: z.string() }),
    reply: binaryReply('application/octet-stream'),
    deps: { store: evidenceStore },
    load: () => import('./routes/file.ts'),
  }),
];
