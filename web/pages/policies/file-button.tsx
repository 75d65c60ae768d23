import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import { useSay } from '../../i18n/say.ts';

/** Reads a YAML or JSON file into the editor. */
export function FileButton({ onText }: { readonly onText: (text: string) => void }) {
  const { t } = useSay();
  const input = useRef<HTMLInputElement>(null);
  const take = async (files: FileList | null) => {
    const file = files?.[0];
    if (file !== undefined) onText(await file.text());
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,.json"
        className="kj-hidden"
        aria-label={t('policy.import')}
        tabIndex={-1}
        onChange={(event) => void take(event.target.files)}
      />
      <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>
        {t('policy.import')}
      </Button>
    </>
  );
}
