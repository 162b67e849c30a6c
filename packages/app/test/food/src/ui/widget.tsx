export default function Widget() {
  return <p>Food licences</p>;
}
