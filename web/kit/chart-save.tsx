import { FileTextOutlined, PictureOutlined } from '@ant-design/icons';
import type { EChartsType } from 'echarts/core';
import { Button, Tooltip } from 'antd';
import { useSession } from '../api/session.ts';
import { useSay } from '../i18n/say.ts';
import { csvOf } from './chart-table.ts';
import type { ChartTable } from './chart-table.ts';
import { dayWritten } from './format.ts';
import { useShade } from './theme.ts';

export interface ChartSaving {
  /** What the picture is called, in it and as a file. */
  readonly title: string;
  /** Its figures as a table, when they can be taken away too. */
  readonly table?: ChartTable;
}

interface Props extends ChartSaving {
  readonly chart: () => EChartsType | null;
}

/** Takes a chart away: as PNG with its title, the business day and the reader, or its figures. */
export function SaveChart({ title, table, chart }: Props) {
  const { t, locale } = useSay();
  const { account, bank } = useSession();
  const shade = useShade();
  const foot = `${bank.name} · ${dayWritten(bank.today, locale)} · ${account.name}`;
  const picture = async () => {
    const made = chart();
    if (made === null) return;
    const colours = inks[shade];
    const url = made.getDataURL({ pixelRatio: scale, backgroundColor: colours.ground });
    const blob = await framed(url, { title, foot, ...colours });
    if (blob !== null) hand(blob, `${title}.png`);
  };
  const figures = () => {
    if (table === undefined) return;
    hand(new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }), `${title}.csv`);
  };
  return (
    <span className="kj-chart-save">
      <Tooltip title={t('web.chart.save')}>
        <Button
          type="text"
          size="small"
          icon={<PictureOutlined />}
          aria-label={t('web.chart.save_of', { title })}
          onClick={() => void picture()}
        />
      </Tooltip>
      {table === undefined ? null : (
        <Tooltip title={t('web.chart.data')}>
          <Button
            type="text"
            size="small"
            icon={<FileTextOutlined />}
            aria-label={t('web.chart.data_of', { title })}
            onClick={figures}
          />
        </Tooltip>
      )}
    </span>
  );
}

const scale = 2;
const inks = {
  light: { ground: '#ffffff', ink: '#1f2d33', quiet: '#5b6b73' },
  dark: { ground: '#17222a', ink: '#e2eaed', quiet: '#a9b8bf' },
} as const;

interface Frame {
  readonly title: string;
  readonly foot: string;
  readonly ground: string;
  readonly ink: string;
  readonly quiet: string;
}

/** The picture with a line above and a line below it. */
async function framed(url: string, frame: Frame): Promise<Blob | null> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  const line = 40 * scale;
  canvas.width = image.width;
  canvas.height = image.height + 2 * line;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.fillStyle = frame.ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, line);
  const { fontFamily } = getComputedStyle(document.body);
  pen.textBaseline = 'middle';
  pen.fillStyle = frame.ink;
  pen.font = `600 ${16 * scale}px ${fontFamily}`;
  pen.fillText(frame.title, 16 * scale, line / 2);
  pen.fillStyle = frame.quiet;
  pen.font = `${12 * scale}px ${fontFamily}`;
  pen.fillText(frame.foot, 16 * scale, canvas.height - line / 2);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
}

function hand(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replaceAll(/[/\\]/g, '_');
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
