import { exportsApi } from '../../server/platform/exports/contract.ts';
import type { ExportRow } from '../../server/platform/exports/contract.ts';
import { call } from '../api/client.ts';

const everyMs = 1500;
const mostMs = 3_600_000;
const watched = new Set<string>();

/**
 * Looks at an export until it ended and then says so once, wherever the reader has gone meanwhile.
 * Gives up when it is deleted, after an hour, or when the reader signed out.
 */
export function watchExport(exportId: string, onEnd: (row: ExportRow) => void): void {
  if (watched.has(exportId)) return;
  watched.add(exportId);
  const until = Date.now() + mostMs;
  const look = async () => {
    try {
      const row = await call(exportsApi.readExport, { params: { exportId } });
      if (row.state === 'waiting' || row.state === 'running') {
        if (Date.now() < until) setTimeout(() => void look(), everyMs);
        return;
      }
      onEnd(row);
    } catch {
      watched.delete(exportId);
    }
  };
  setTimeout(() => void look(), everyMs);
}
