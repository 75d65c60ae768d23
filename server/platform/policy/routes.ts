import { z } from 'zod';
import { day, type Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../db/transaction.ts';
import { localeOf } from '../http/problem.ts';
import { handle, type Module } from '../module.ts';
import { policyRights } from './access.ts';
import {
  approveVersion,
  createDraft,
  returnVersion,
  submitVersion,
  type SealedUntil,
} from './commands.ts';
import { policyApi, type VersionState } from './contract.ts';
import { differenceOf } from './difference.ts';
import {
  bodyInOrder,
  documentText,
  faultWords,
  judgeDocument,
  plainDocument,
  type DocumentFault,
} from './document.ts';
import type { PolicyKind, PolicyPreset } from './kind.ts';
import { loadBody, loadKindSummaries, loadVersions, type VersionRecord } from './lists.ts';
import { wordsIn } from './install.ts';
import { policyMessages, refuse } from './messages.ts';
import { loadSchemeNames } from './names.ts';
import { policyInForce } from './store.ts';

/** What the house gives to the room of policies: the modules with their kinds, and its days. */
export interface PolicyRoom {
  readonly modules: () => readonly Module[];
  readonly today: (tx: Tx) => Promise<Day>;
  readonly sealedUntil: SealedUntil;
}

/** The room of policies: a platform room whose kinds come from the modules. */
export function policyModule(room: PolicyRoom): Module {
  return {
    name: 'policy',
    phrases: policyMessages,
    rights: policyRights,
    api: policyApi,
    handlers: policyHandlers(room),
  };
}

function policyHandlers(room: PolicyRoom) {
  return handle(policyApi, {
    readSchemeNames: async ({ tx }) => {
      const kinds = kindsOf(room).map(({ kind }) => kind);
      return { names: Object.fromEntries(await loadSchemeNames(tx, kinds)) };
    },

    listPolicyKinds: async ({ tx, request }) => {
      const on = await room.today(tx);
      const summaries = new Map((await loadKindSummaries(tx)).map((one) => [one.kind, one]));
      const rows = [];
      for (const { module, kind } of kindsOf(room)) {
        const inForce = await policyInForce(tx, kind, on);
        const versions = await loadVersions(tx, kind.kind);
        const version = versions.find((one) => one.versionNo === inForce.versionNo)!;
        rows.push({
          kind: kind.kind,
          module,
          title: kind.title,
          source: kind.source,
          versionNo: inForce.versionNo,
          validFrom: version.validFrom,
          assumed: wordsIn(localeOf(request), kind, version).assumed,
          versions: versions.length,
          drafts: summaries.get(kind.kind)?.drafts ?? 0,
        });
      }
      return { rows };
    },

    listPolicyVersions: async ({ tx, params, request }) => {
      const owned = ownedKind(room, params.kind);
      if (isRefusal(owned)) return owned;
      const { kind } = owned;
      return {
        kind: kind.kind,
        module: owned.module,
        title: kind.title,
        source: kind.source,
        sealedUntil: await room.sealedUntil(tx),
        rows: (await versionRows(tx, room, kind)).map((one) =>
          wordsIn(localeOf(request), kind, one),
        ),
      };
    },

    readPolicyVersion: async ({ tx, params, request }) => {
      const owned = ownedKind(room, params.kind);
      if (isRefusal(owned)) return owned;
      const { kind } = owned;
      const found = await versionOf(tx, room, kind, params.versionNo);
      if (isRefusal(found)) return found;
      const { version, body, bodyHash } = found;
      const text = documentText(kind, body, headingOf(kind, version));
      const { module } = owned;
      const { title } = kind;
      const shown = bodyInOrder(kind, body);
      const said = wordsIn(localeOf(request), kind, version);
      return { ...said, kind: kind.kind, module, title, bodyHash, body: shown, text };
    },

    readPolicyDifference: async ({ tx, params, query }) => {
      const owned = ownedKind(room, params.kind);
      if (isRefusal(owned)) return owned;
      const { kind } = owned;
      const before = await loadBody(tx, kind.kind, query.from);
      const after = await loadBody(tx, kind.kind, query.to);
      if (before === null || after === null) {
        const no = before === null ? query.from : query.to;
        return refuse('policy.version_unknown', { kind: kind.kind, no });
      }
      return { rows: differenceOf(before.body, after.body) };
    },

    readPolicyFile: async ({ tx, params }) => {
      const owned = ownedKind(room, params.kind);
      if (isRefusal(owned)) return owned;
      const { kind } = owned;
      const found = await versionOf(tx, room, kind, params.versionNo);
      if (isRefusal(found)) return found;
      const body = documentText(kind, found.body, headingOf(kind, found.version));
      const name = `${kind.kind}-${params.versionNo}.yaml`;
      return { file: { name, type: 'application/yaml', body } };
    },

    checkPolicyDraft: async ({ tx, params, body }) => {
      const owned = ownedKind(room, params.kind);
      if (isRefusal(owned)) return owned;
      const on = body.validFrom === undefined ? await room.today(tx) : day(body.validFrom);
      const { kind } = owned;
      const judged = await judgeDocument(tx, kind, body.text, on);
      const plain = plainDocument(body.text);
      const heading = `${kind.title.zh} / ${kind.title.en} (${kind.kind})`;
      return {
        faults: judged.faults.map(faultRow),
        warnings: judged.warnings.map(faultRow),
        body: plain,
        text: plain === null ? null : documentText(kind, plain, heading),
      };
    },

    readPolicyShape: async ({ params }) => {
      const owned = ownedKind(room, params.kind);
      if (isRefusal(owned)) return owned;
      const { kind, module } = owned;
      return {
        kind: kind.kind,
        module,
        title: kind.title,
        schema: z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' }),
        presets: (kind.presets ?? []).map((preset) => ({
          ...preset,
          body: bodyInOrder(kind, preset.body),
          text: documentText(kind, preset.body, presetHeading(kind, preset)),
        })),
      };
    },

    submitPolicy: async ({ tx, params, body }) => {
      const owned = ownedKind(room, params.kind);
      if (isRefusal(owned)) return owned;
      return submitVersion(tx, owned.kind, params.versionNo, body.words);
    },

    returnPolicy: async ({ tx, params, body }) => {
      const owned = ownedKind(room, params.kind);
      if (isRefusal(owned)) return owned;
      return returnVersion(tx, owned.kind, params.versionNo, body.reason);
    },

    createPolicyDraft: async ({ tx, params, body }) => {
      const owned = ownedKind(room, params.kind);
      if (isRefusal(owned)) return owned;
      const { kind } = owned;
      const given = { ...body, validFrom: day(body.validFrom) };
      return createDraft(tx, kind, given, room.sealedUntil);
    },

    approvePolicy: async ({ tx, params }) => {
      const owned = ownedKind(room, params.kind);
      if (isRefusal(owned)) return owned;
      const { kind } = owned;
      return approveVersion(tx, kind, params.versionNo, room.sealedUntil);
    },
  });
}

interface OwnedKind {
  /** Name of the module it belongs to: its phrases name the places of the document. */
  readonly module: string;
  readonly kind: PolicyKind;
}

function kindsOf(room: PolicyRoom): OwnedKind[] {
  return room
    .modules()
    .flatMap(({ name, policies }) => (policies ?? []).map((kind) => ({ module: name, kind })));
}

function ownedKind(room: PolicyRoom, name: string): OwnedKind | Refusal {
  const owned = kindsOf(room).find(({ kind }) => kind.kind === name);
  return owned ?? refuse('policy.kind_unknown', { kind: name });
}

type VersionShown = VersionRecord & { readonly state: VersionState };

async function versionRows(tx: Tx, room: PolicyRoom, kind: PolicyKind): Promise<VersionShown[]> {
  const on = await room.today(tx);
  const versions = await loadVersions(tx, kind.kind);
  const { versionId } = await policyInForce(tx, kind, on);
  const approved = versions.filter((one) => one.approvedAt !== null);
  const newestApproved = approved[0]?.versionNo ?? 0;
  const state = (one: VersionRecord): VersionState => {
    if (one.approvedAt === null) {
      if (one.versionNo < newestApproved) return 'overtaken';
      if (one.review === null) return 'draft';
      return one.review.step === 'submitted' ? 'in_review' : 'returned';
    }
    if (one.versionId === versionId) return 'in_force';
    return one.validFrom > on ? 'coming' : 'past';
  };
  return versions.map((one) => ({ ...one, state: state(one) }));
}

async function versionOf(tx: Tx, room: PolicyRoom, kind: PolicyKind, versionNo: number) {
  const rows = await versionRows(tx, room, kind);
  const version = rows.find((one) => one.versionNo === versionNo);
  const kept = await loadBody(tx, kind.kind, versionNo);
  if (version === undefined || kept === null) {
    return refuse('policy.version_unknown', { kind: kind.kind, no: versionNo });
  }
  return { version, body: kept.body, bodyHash: kept.bodyHash };
}

function faultRow(fault: DocumentFault) {
  const { at, line, column } = fault;
  return { at, line, column, ...faultWords(fault) };
}

function presetHeading(kind: PolicyKind, preset: PolicyPreset): string {
  return [
    `${kind.title.zh} / ${kind.title.en} (${kind.kind})`,
    `样板 / preset: ${preset.title.zh} / ${preset.title.en}`,
    `依据 / source: ${preset.source}`,
    preset.note.zh,
    preset.note.en,
  ].join('\n');
}

function headingOf(kind: PolicyKind, version: VersionRecord): string {
  return [
    `${kind.title.zh} / ${kind.title.en} (${kind.kind})`,
    `版本 / version ${version.versionNo}, ${version.validFrom}`,
    `依据 / source: ${kind.source}`,
  ].join('\n');
}
