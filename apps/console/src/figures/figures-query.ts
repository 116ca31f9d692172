import { gql, type TypedDocumentNode } from 'urql';
import type { Label, RouteFigure } from '../graph/shapes.ts';

export interface AgencyFigure {
  readonly agency: string;
  readonly label: Label;
  readonly open: number;
  readonly closed: number;
  readonly breached: number;
}

export interface Figures {
  readonly intake: number;
  readonly cases: number;
  readonly merged: number;
  readonly claimed: number;
  readonly agreed: number;
  readonly paid: number;
  readonly outstanding: number;
  readonly waived: number;
  readonly workers: number;
  readonly wrongRoutings: number;
  readonly averted: number;
  readonly byRoute: readonly RouteFigure[];
  readonly byAgency: readonly AgencyFigure[];
  readonly asOf: string;
}

export const figuresQuery: TypedDocumentNode<{ figures: Figures }, Record<string, never>> = gql`
  query Figures {
    figures {
      intake
      cases
      merged
      claimed
      agreed
      paid
      outstanding
      waived
      workers
      wrongRoutings
      averted
      asOf
      byRoute {
        route
        label {
          zh
          en
        }
        fen
      }
      byAgency {
        agency
        label {
          zh
          en
        }
        open
        closed
        breached
      }
    }
  }
`;
