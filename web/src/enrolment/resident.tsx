export { VolunteerCard } from './VolunteerCard.tsx';
