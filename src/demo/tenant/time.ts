export const later = (from: Date, milliseconds: number): Date => new Date(from.getTime() + milliseconds);
