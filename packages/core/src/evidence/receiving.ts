import type { IncomingMessage } from 'node:http';
import type { EvidenceSettings, UploadCount } from './contract.ts';
import { receiveUpload, type ReceivedUpload } from './intake/index.ts';

interface Parts {
  readonly settings: EvidenceSettings;
  readonly count: UploadCount;
}

/** Receives one file, hands it to `work`, and removes the staged copy whatever happens. */
export const receiving = async <T>(
  request: IncomingMessage,
  { settings, count }: Parts,
  work: (upload: ReceivedUpload) => Promise<T>,
): Promise<T> => {
  let upload: ReceivedUpload | undefined;
  try {
    upload = await receiveUpload(request, {
      maxBytes: settings.maxBytes,
      stagingDir: settings.stagingFolder,
    });
    const result = await work(upload);
    count('stored');
    return result;
  } catch (error) {
    count('refused');
    throw error;
  } finally {
    await upload?.file.dispose();
  }
};
