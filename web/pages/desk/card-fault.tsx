import { Component } from 'react';
import type { ReactNode } from 'react';
import { ProblemNote } from '../../kit/problem.tsx';

interface Props {
  readonly children: ReactNode;
}

/** A card that breaks says so in its own place; the rest of the workbench stays. */
export class CardFault extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <ProblemNote error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}
