"""Which microphones and speakers there are, for a person to choose from."""

from audio.devices import Device, portaudio, pulse


def list_devices() -> list[Device]:
    """Every device, without the monitors; nothing when there is no sound at all."""
    try:
        if portaudio.changed():
            portaudio.renew()
        known = portaudio.devices()
    except portaudio.SoundMissing:
        return []
    if any(device.by_server for device in known) and (behind := _behind_server()):
        # Its cards can be reached through the server, and only there can they be shared.
        return behind
    first_in, first_out = portaudio.find("", "inputs"), portaudio.find("", "outputs")
    return [
        Device(
            device.name,
            device.inputs,
            device.outputs,
            first_in is not None and device.number == first_in.number,
            first_out is not None and device.number == first_out.number,
        )
        for device in known
    ]


def _behind_server() -> list[Device]:
    source, sink = pulse.default("source"), pulse.default("sink")
    microphones = [
        Device(device.title, 1, 0, default_input=device.name == source)
        for device in pulse.devices("sources")
        if not device.is_monitor
    ]
    speakers = [
        Device(device.title, 0, 2, default_output=device.name == sink)
        for device in pulse.devices("sinks")
    ]
    return microphones + speakers
