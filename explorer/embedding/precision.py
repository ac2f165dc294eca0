"""The number format that a model computes in, by what the machine multiplies in hardware."""

from __future__ import annotations

from pathlib import Path


def best_precision(device: str = "cpu") -> str:
    """The fastest that keeps a cosine of 0.999 to float32: ``float32``, ``bfloat16``, ``float16``.

    A processor without AMX or AVX512-BF16 loses more by converting than it saves. The formats of
    CUDA and MPS are those that their vendors name fastest; they were not measured.

    Args:
        device: torch's name of the kind: ``cpu``, ``cuda``, ``mps``.
    """
    if device == "cuda":
        import torch

        return "bfloat16" if torch.cuda.is_bf16_supported() else "float16"
    if device == "mps":
        return "float16"
    if device == "cpu" and {"amx_bf16", "avx512_bf16"} & _cpu_flags():
        return "bfloat16"
    return "float32"


def _cpu_flags() -> frozenset[str]:
    """The instruction sets that Linux names; empty elsewhere, where float32 is used."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore").splitlines()
    except OSError:
        return frozenset()
    flags = next((line for line in lines if line.startswith("flags")), "")
    return frozenset(flags.split())
